import { loadCalendar } from '@duban/actions/load-calendar';
import { openLedger } from '@duban/ledger';
import { type Diagnosis, examine, type Finding, type Mended, mend } from '@duban/worker';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { BY_TERMINAL } from './by-terminal.js';
import { doctorWords as words } from './doctor/wording.js';
import { EXIT } from './exit-codes.js';
import { whereItRuns } from './where-it-runs.js';

export interface DoctorOptions {
  readonly mend?: boolean;
  readonly json?: boolean;
  readonly data?: string;
}

/** `duban doctor`: says what is not in order, and mends it when asked. Returns the exit code: 1 when something is (still) not in order. */
export async function doctorCommand(options: DoctorOptions): Promise<number> {
  try {
    const { databaseUrl, temporal, folder } = await whereItRuns(options);
    const calendar = await loadCalendar(folder);
    const ledger = await openLedger(databaseUrl, { connections: 4 });
    try {
      const examining = { ...temporal, ledger, calendar };
      const found = await examine(examining);
      const mended =
        options.mend && found.findings.length > 0 ? await mend(found, { ...examining, actor: BY_TERMINAL }) : null;
      if (options.json) console.log(JSON.stringify({ ...found, mended }, null, 1));
      else console.log(textOf(found, mended));
      return (mended?.after ?? found).findings.length === 0 ? EXIT.ok : EXIT.findings;
    } finally {
      await ledger.close();
    }
  } catch (error) {
    return answerFailure(error);
  }
}

function textOf(found: Diagnosis, mended: Mended | null): string {
  if (found.findings.length === 0) return pc.green(words.healthy(found.workflows, found.campaigns.length));
  const lines = [pc.red(words.found(found.findings.length)), ...listed(found.findings)];
  if (mended === null) return [...lines, ...(isMendable(found) ? [words.mendable] : [])].join('\n');
  const { restarted, started, released, after } = mended;
  return [
    ...lines,
    ...(restarted.length > 0 ? [words.restarted(restarted.length)] : []),
    ...(started.length > 0 ? [words.started(started.length)] : []),
    ...(released > 0 ? [words.released(released)] : []),
    words.poked,
    ...(after.findings.length === 0
      ? [pc.green(words.healthy(after.workflows, after.campaigns.length))]
      : [pc.red(words.left(after.findings.length)), ...listed(after.findings)]),
  ].join('\n');
}

/** So many of each kind are listed: after the loss of a store, thousands are missing. */
const LISTED = 10;

function listed(findings: readonly Finding[]): string[] {
  const kinds = [...new Set(findings.map((finding) => finding.kind))];
  return kinds.flatMap((kind) => {
    const same = findings.filter((finding) => finding.kind === kind);
    const more = same.length - LISTED;
    return [...same.slice(0, LISTED).map((one) => `  ${lineOf(one)}`), ...(more > 0 ? [`  ${words.more(more)}`] : [])];
  });
}

function lineOf(finding: Finding): string {
  const line = words.lines[finding.kind] as (finding: Finding) => string;
  return line(finding);
}

/** Without Temporal nothing can be mended; a worker that is dead must be started first; what an activity fails at lies elsewhere. */
function isMendable({ findings }: Diagnosis): boolean {
  if (findings.some(({ kind }) => kind === 'temporal-away')) return false;
  return findings.some((f) => f.kind !== 'worker-dead' && !(f.kind === 'workflow-stuck' && f.activity !== null));
}
