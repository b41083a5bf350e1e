import type { Instant } from '@duban/base';
import { dateOf, endOfDay } from '@duban/base/time';
import { isBrokenPromise, type Office, type PlannedStep, promiseOverLabel } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import type { OfficeAt } from '../people/office-at.js';
import { reviewHeading } from '../report/letter-chain.js';
import { paperOf } from './letter-name.js';

/** Who reviews and issues it must read why: after a broken promise every letter says so, whichever step of the ladder brought it. */
export async function letterHeading(
  tx: Tx,
  { office, steps }: { office: Office; steps: readonly PlannedStep[] },
  where: OfficeAt,
): Promise<string> {
  const heading = reviewHeading(paperOf(office));
  const [first] = steps;
  const label = first?.label.endsWith('送签') ? '' : first?.label;
  const why = (await promiseIsOver(tx, steps, where.now)) ? promiseOverLabel(office.standing) : label;
  return why ? `${heading}（${why}）` : heading;
}

/** Whether what is owed was promised on this arm for a day that is over: it is owed still, so the promise is broken. */
async function promiseIsOver(tx: Tx, steps: readonly PlannedStep[], now: Instant): Promise<boolean> {
  if (steps.some(isBrokenPromise)) return true;
  const promised = await tx
    .selectFrom('call as c')
    .innerJoin('task_line as l', 'l.task', 'c.task')
    .select(['l.obligation', 'l.arm', 'c.promise_until as until'])
    .where(
      'l.obligation',
      'in',
      steps.map(({ obligation }) => obligation),
    )
    .where('c.promise_until', 'is not', null)
    .execute();
  return promised.some(
    ({ obligation, arm, until }) =>
      until !== null &&
      endOfDay(dateOf(until)) <= now &&
      steps.some((step) => step.obligation === obligation && step.arm === arm),
  );
}
