import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Seed } from '@duban/actions/load-seed';
import { DAY, DubanError, type LocalDate } from '@duban/base';
import { at, formatMinute } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { atLaunch, expand, settle } from '@duban/campaign';
import { castOffices } from './cast.js';
import { usualBehaviour } from './load-behaviour.js';
import { openingOf } from './opening.js';
import { type Outcome, officeOutcomes, sumOutcomes } from './outcome.js';
import { type Passing, play } from './play.js';
import type { Behaviour } from './profiles.js';
import type { Check, Ledgered } from './proof-basis.js';
import { proveOutcome } from './prove.js';
import { recordPlay } from './record.js';
import { buildStage, type OnTemporal } from './stage.js';
import { clearOut, writeOut } from './write-out.js';

/** How far a rehearsal has come. */
export interface Progress {
  readonly step: string;
  /** 0…1 of the campaign's time; null while the stage is built or taken down. */
  readonly share: number | null;
}

export interface Rehearsal {
  readonly seed: Seed;
  /** Seed of everything that is drawn. */
  readonly number: number;
  readonly folder: string;
  readonly onProgress: (progress: Progress) => void;
  /** How the offices behave; `usual` where left out. */
  readonly behaviour?: Behaviour;
  /** The day of the launch instead of the notice's own. */
  readonly launch?: LocalDate | null;
  /** Called before time passes to a later day, with what happened since; time stands still until it is done. */
  readonly onDay?: Passing;
  /** Plays on a Temporal server and in the worker's two processes; left out, in this process: the same workflows, at a third of the cost. */
  readonly temporal?: OnTemporal | undefined;
}

/** The outcome, and what its proof rested on besides the files of the output folder. */
export interface Rehearsed {
  readonly outcome: Outcome;
  readonly basis: Ledgered;
}

/**
 * 推演: plays a campaign from launch to signed report in minutes, in its own throwaway services, writes what came of it to `folder` and proves it.
 * A failed proof is an outcome (`proven: false`), not an error. Throws DubanError `rehearsal-undated`, `nothing-to-rehearse`,
 * `profile-office-unknown`, `binary-missing`, `service-not-ready` …
 */
export async function rehearse(rehearsal: Rehearsal): Promise<Rehearsed> {
  const { number, folder, onProgress, temporal, onDay, launch = null, behaviour = usualBehaviour() } = rehearsal;
  const { seed, begin, assumed, quarters } = openingOf(rehearsal.seed, { launch, calendar: stateCouncilCalendar });
  const { definition } = seed;
  const { rounds } = atLaunch(expand(settle(definition, seed.answers), seed.answers), begin);
  if (rounds.length === 0) throw new DubanError('nothing-to-rehearse', { campaign: definition.title });
  const roles = castOffices(definition, number, behaviour);
  const end = Math.max(begin + DAY, ...rounds.map((r) => at(r.cutOff, '00:00')));
  await clearOut(folder);
  await mkdir(folder, { recursive: true });
  const stage = await buildStage({
    begin,
    from: { address: definition.bureau.email, name: definition.bureau.name },
    onProgress: (step) => onProgress({ step, share: null }),
    temporal,
  });
  try {
    const played = await play(stage, {
      seed,
      number,
      roles,
      begin,
      onTime: (now) => onProgress({ step: formatMinute(now), share: Math.min(1, (now - begin) / (end - begin)) }),
      ...(onDay ? { onDay } : {}),
    });
    onProgress({ step: '整理材料，核对结果', share: null });
    const record = await recordPlay(stage, definition.id);
    const offices = officeOutcomes(record, roles);
    const { title } = definition;
    await writeOut({ folder, record, mails: stage.mails(), refused: played.refused, offices, title, assumed });
    const basis: Ledgered = {
      campaign: definition.id,
      table: seed.tables[0] ?? null,
      secret: stage.ctx.secret,
      expected: {
        obligations: rounds.reduce((n, r) => n + r.offices.length, 0),
        chased: roles.some(
          ({ office }) => office.standing === 'subordinate' && rounds.some((r) => r.offices.includes(office.id)),
        ),
      },
      offices: record.offices,
      obligations: record.obligations,
      sheets: record.sheets.map(({ bytes: _bytes, marked: _marked, ...sheet }) => sheet),
      messages: record.messages,
      tasks: record.tasks,
      mails: stage.mails().map(({ messageId, to }) => ({ messageId, to })),
    };
    const checks: readonly Check[] = await proveOutcome(folder, basis, stage.ctx.workbooks);
    const ids = stage.mails().map((m) => m.messageId);
    const outcome: Outcome = {
      campaign: definition.id,
      seed: number,
      assumed,
      movedByQuarters: quarters,
      periods: record.rounds.map((r) => `${r.requirement}/${r.period}`),
      obligations: record.obligations.length,
      totals: sumOutcomes(offices, record),
      offices,
      sheets: {
        handedIn: record.sheets.length,
        returned: record.obligations.reduce((n, o) => n + o.returns, 0),
        refused: played.refused.length,
        refusals: played.refused.map((r) => r.code),
      },
      tasksByScript: record.tasks.flatMap((t) => (t.office === null ? [] : [{ office: t.office, script: t.script }])),
      mails: { taken: ids.length, repeated: ids.length - new Set(ids).size },
      activityRestarts: stage.restarts(),
      checks,
      proven: checks.every((c) => c.passed),
    };
    await writeFile(path.join(folder, 'summary.json'), `${JSON.stringify(outcome, null, 1)}\n`);
    return { outcome, basis };
  } finally {
    onProgress({ step: '收场', share: null });
    await stage.close();
  }
}
