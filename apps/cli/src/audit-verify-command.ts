import { type AuditVerdict, verifyAudit } from '@duban/actions/verify-audit';
import pc from 'picocolors';
import { headOf, placeOf } from './audit/options.js';
import { withLedger } from './audit/with-ledger.js';
import { auditWords as words } from './audit/wording.js';
import { BY_TERMINAL } from './by-terminal.js';
import { EXIT } from './exit-codes.js';
import { progressLine } from './progress-line.js';

export interface AuditVerifyOptions {
  readonly from?: string;
  readonly to?: string;
  readonly checkpoints?: string;
  readonly expect?: string;
  readonly json?: boolean;
  readonly data?: string;
}

/** `duban audit verify`: proves the chain of events, or says what was done to it and where. Returns the exit code: 1 when damaged. */
export function auditVerifyCommand(options: AuditVerifyOptions): Promise<number> {
  return withLedger(options, async ({ ledger, secret, folder }) => {
    const progress = progressLine(process.stderr);
    const question = {
      actor: BY_TERMINAL,
      folder,
      checkpoints: options.checkpoints,
      expect: headOf(options.expect),
      from: placeOf('--from', options.from),
      to: placeOf('--to', options.to),
      ...(process.stderr.isTTY && !options.json
        ? {
            onProgress: (done: number, last: number) =>
              progress.show({ step: words.verifying(done, last), share: last === 0 ? null : done / last }),
          }
        : {}),
    };
    const verdict = await verifyAudit({ ledger, secret }, question);
    progress.done();
    console.log(options.json ? JSON.stringify(verdict, null, 1) : textOf(verdict));
    return verdict.intact ? EXIT.ok : EXIT.findings;
  });
}

function textOf({ findings, findingCount, ...verdict }: AuditVerdict): string {
  const more = findingCount - findings.length;
  return [
    ...(verdict.intact
      ? [pc.green(words.intact(verdict.verified))]
      : [
          pc.red(words.broken(findingCount)),
          ...findings.map(({ text }) => `  ${text}`),
          ...(more > 0 ? [`  ${words.more(more)}`] : []),
          words.keep,
        ]),
    ...(verdict.waiting > 0 ? [words.waiting(verdict.waiting)] : []),
    verdict.witnesses > 0 ? words.witnesses(verdict.witnesses) : pc.yellow(words.noWitness),
    words.head(`${verdict.head.n}:${verdict.head.hash}`),
  ].join('\n');
}
