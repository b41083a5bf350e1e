import type { Instant } from '@duban/base';
import { chineseDate, dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { type CampaignStatus, chaseFacts, lockSubject, type Poke, recordEvent, type Tx } from '@duban/ledger';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { sweep } from './chase/sweep.js';
import { type Context, SYSTEM } from './context.js';
import { carryDuties } from './duties/carry-duties.js';
import { campaignDuties, duringPause } from './duties/duties-of.js';
import { mayLeave, readCampaign, statusLabels } from './facts/campaign-status.js';
import { nextAttempt, type OpenMessage, openMessages, selectOpen } from './messages/open-messages.js';
import { type Morning, planDigest } from './messages/plan-digest.js';
import { boundaries, morningHasCome, nextMorning } from './next/campaign-calendar.js';
import { type TitledRound, titleOf } from './next/title-of.js';
import { selectNewestReport } from './report/newest-report.js';

export interface CampaignTick {
  readonly waitMs: number | null;
  /** Messages that belong to no office: to recipients that owe nothing, and to the bureau's officers. */
  readonly deliver: readonly string[];
  /** What has to be running; the workflow starts what it has not started yet. */
  readonly running: {
    readonly offices: readonly string[];
    readonly rounds: readonly { requirement: string; period: string }[];
    readonly reports: readonly string[];
  };
  /** Of the children, by what follows the campaign in their ids, e.g. `office/yanzhou`: `催报：兖州区`. Of a whole country left out. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly done: boolean;
}

/** Every answer stays in the history: thousands of names every morning would be a burden for a comfort. */
const MOST_TITLES = 200;

/** The campaign's own clock: phases begin and end, the officer's morning digest, the daily sweep for what got lost. */
export async function campaignTick(
  ctx: Context,
  { campaign, now }: { campaign: string; now: Instant },
): Promise<CampaignTick> {
  return ctx.ledger.transaction(async (tx) => {
    await lockSubject(tx, `campaign:${campaign}`);
    const { status, facts } = await readCampaign(tx, campaign);
    const { definition } = facts;
    if (status === 'closed') return ended(await openMessages(tx, campaign, null), now);
    const marks = await marksOf(tx, campaign);
    await markPhases(tx, { definition, marks }, now);
    const all = await campaignDuties(tx, { ctx, definition }, now);
    // Paused: no digest and nobody to look for; what comes meanwhile is news on the first morning after it.
    if (status === 'running') await morning(tx, { ctx, definition, duties: all, marks }, now);
    const carried = status === 'running' ? all : duringPause(all);
    const duties = await carryDuties(tx, { ctx, definition, duties: carried }, now);
    const { mail, rounds, report } = await standingOf(tx, campaign);
    const open = mail.filter((m) => mayLeave(status, m));
    const done = status === 'running' && report[0]?.stage === 'issued' && open.length === 0 && !duties.open;
    const next = nextMorning(ctx.calendar, definition, now);
    const dated = [...boundaries(definition).map((b) => b.at), ...(duties.next === null ? [] : [duties.next])];
    const times = [next, ...dated, ...open.map(nextAttempt)].filter((t) => t > now);
    return {
      waitMs: done ? null : Math.min(...times) - now,
      deliver: open.filter((m) => nextAttempt(m) <= now).map((m) => m.id),
      running: {
        offices: definition.offices.map((o) => o.id),
        rounds: rounds.filter((r) => r.merged_at === null).map(({ requirement, period }) => ({ requirement, period })),
        reports: ['summary'],
      },
      titles: titlesOf(definition, rounds),
      summary: summaryOf(status, done ? null : next),
      done,
    };
  });
}

function titlesOf(definition: CampaignDefinition, rounds: readonly TitledRound[]): Record<string, string> {
  if (definition.offices.length > MOST_TITLES) return {};
  const titled = (path: string, workflow: Poke): [string, string][] => {
    const title = titleOf({ definition, rounds }, workflow);
    return title === null ? [] : [[path, title]];
  };
  return Object.fromEntries([
    ...definition.offices.flatMap(({ id }) => titled(`office/${id}`, { workflow: 'office', input: { office: id } })),
    ...rounds.flatMap(({ requirement, period }) =>
      titled(`round/${requirement}/${period}`, { workflow: 'round', input: { requirement, period } }),
    ),
    ...titled('report/summary', { workflow: 'report', input: { kind: 'summary' } }),
  ]);
}

function summaryOf(status: CampaignStatus, next: Instant | null): string {
  if (status === 'paused') return `专项${statusLabels.paused}`;
  return next === null ? '总结报告已签发' : `下一次晨报：${chineseDate(dateOf(next))}`;
}

/** Closed: nothing has to run any more; what is still open is delivered, and its claim cancels it. */
function ended(open: readonly OpenMessage[], now: Instant): CampaignTick {
  const times = open.map(nextAttempt).filter((time) => time > now);
  return {
    waitMs: times.length === 0 ? null : Math.min(...times) - now,
    deliver: open.filter((m) => nextAttempt(m) <= now).map((m) => m.id),
    running: { offices: [], rounds: [], reports: [] },
    summary: `专项${statusLabels.closed}`,
    done: open.length === 0,
  };
}

/** What is running, and what still waits to be sent. */
function standingOf(tx: Tx, campaign: string) {
  const rounds = tx
    .selectFrom('round')
    .select(['requirement', 'period', 'period_label', 'merged_at'])
    .where('campaign', '=', campaign)
    .orderBy('id');
  return tx
    .selectNoFrom([
      jsonArrayFrom(selectOpen(tx, campaign, null)).as('mail'),
      jsonArrayFrom(rounds).as('rounds'),
      jsonArrayFrom(selectNewestReport(tx, campaign)).as('report'),
    ])
    .executeTakeFirstOrThrow();
}

type Marks = Awaited<ReturnType<typeof marksOf>>;

/** The marks that the campaign has left on its way: of its phases, and of its last morning. */
function marksOf(tx: Tx, campaign: string) {
  const marks = tx.selectFrom('event').select(['kind', 'subject', 'at']).where('campaign', '=', campaign);
  return marks
    .where('kind', 'in', ['phase-began', 'phase-ended'])
    .unionAll((eb) => eb.parens(marks.where('kind', '=', 'morning-held').orderBy('subject', 'desc').limit(1)))
    .execute();
}

async function markPhases(
  tx: Tx,
  { definition, marks }: { definition: CampaignDefinition; marks: Marks },
  now: Instant,
): Promise<void> {
  const known = new Set(marks.map((m) => `${m.kind} ${m.subject}`));
  for (const b of boundaries(definition)) {
    if (b.at > now || known.has(`${b.kind} ${b.phase}`)) continue;
    await recordEvent(tx, {
      campaign: definition.id,
      at: now,
      kind: b.kind,
      actor: SYSTEM.name,
      subject: b.phase,
      data: { at: b.at },
    });
  }
}

/** Once on each working day from `digestAt` on: the digest, and a look for offices whose wake-up got lost. */
async function morning(tx: Tx, about: Omit<Morning, 'owed'> & { marks: Marks }, now: Instant): Promise<void> {
  const { ctx, definition, duties } = about;
  const day = dateOf(now);
  if (!morningHasCome(ctx.calendar, definition, now)) return;
  const last = about.marks.find(({ kind }) => kind === 'morning-held');
  if (last?.subject === day) return;
  const offices = definition.offices.map((o) => o.id);
  const owed = await chaseFacts(tx, definition.id, offices);
  const poked = await sweep(tx, { ctx, definition, owed }, now);
  // What came in over a weekend or a long holiday is news on the first morning after it.
  const digest = await planDigest(tx, { ctx, definition, owed, duties, lastMorning: last?.at ?? null }, now);
  await recordEvent(tx, {
    campaign: definition.id,
    at: now,
    kind: 'morning-held',
    actor: SYSTEM.name,
    subject: day,
    data: { poked, digest },
  });
}
