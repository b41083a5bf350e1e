import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type CampaignDefinition, onDuty } from '@duban/campaign';
import { contactsOf, outOfReach, planMessages, servingPeople, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import { campaignFacts, officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { messageIdOf } from './message-ids.js';

/** What became of one obligation. */
export interface DueChange {
  readonly obligation: string;
  /** By when it was due until now. */
  readonly from: LocalDate;
  /** Null: nothing is to be handed in any more. */
  readonly to: LocalDate | null;
}

/** What the bureau changed by itself, in one act, of one 期次. */
export interface Change {
  readonly campaign: string;
  /** The act: nobody is told of it twice. */
  readonly cause: string;
  /** What the subject line says, e.g. `时限已调整`. */
  readonly heading: string;
  readonly reason: string;
  readonly changes: readonly DueChange[];
}

/** A change as a message keeps it: what it says, and what it is read again by when it leaves. */
export interface ChangeLine extends DueChange {
  readonly office: string;
  readonly time: LocalTime | null;
  readonly was: string;
  readonly due: string | null;
}

/**
 * Tells A and B of every office whose due was moved, or that was exempted: nobody else says so before the next chase, and after an exemption
 * nobody at all. One message per person, whatever the number of offices; a superior gets nothing, as of chases. The caller wakes the offices.
 */
export async function tellChange(
  tx: Tx,
  { ctx, change }: { readonly ctx: Pick<Context, 'mailDomain'>; readonly change: Change },
  now: Instant,
): Promise<void> {
  const { campaign, cause, heading, reason } = change;
  if (change.changes.length === 0) return;
  const { definition } = await campaignFacts(tx, campaign);
  const told = await changedLines(tx, definition, change.changes);
  const day = dateOf(now);
  const people = {
    serving: await servingPeople(tx, { campaign }),
    absences: await outOfReach(tx, { campaign, day }),
  };
  const linesOf = new Map<string, Told[]>();
  for (const line of told)
    for (const contact of onDuty(people, { office: line.officeId, roles: ['A', 'B'] }, day))
      linesOf.set(contact, [...(linesOf.get(contact) ?? []), line]);
  const persons = await contactsOf(tx, campaign, [...linesOf.keys()]);
  const messages = persons.map((person) => {
    const mine = linesOf.get(person.contact) ?? [];
    const id = `${cause}/change/${person.contact}`;
    const changes = mine.map(({ line }) => line);
    return {
      ...{ id, campaign, office: mine[0]?.officeId ?? null, recipient: person.contact, address: person.email },
      kind: 'change' as const,
      sendAfter: now,
      facts: { to: person.title, heading, what: mine[0]?.what ?? '', reason, changes },
      attachments: [],
      messageId: messageIdOf(ctx, id),
    };
  });
  await planMessages(tx, messages, now);
}

interface Told {
  readonly officeId: string;
  readonly what: string;
  readonly line: ChangeLine;
}

/** In the order of the directory. */
async function changedLines(
  tx: Tx,
  definition: CampaignDefinition,
  changes: readonly DueChange[],
): Promise<readonly Told[]> {
  const byId = new Map(changes.map((change) => [change.obligation, change]));
  const rows = await tx
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['o.id', 'o.office', 'o.requirement', 'r.period_label', 'r.due_time'])
    .where('o.id', 'in', [...byId.keys()])
    .orderBy('f.position')
    .execute();
  return rows.flatMap((row) => {
    const change = byId.get(row.id);
    const { name, standing } = officeOf(definition, row.office);
    if (change === undefined || standing === 'superior') return [];
    const what = whatIsOwed(requirementOf(definition, row.requirement), row.period_label);
    return [{ officeId: row.office, what, line: changeLine({ ...change, office: name, time: row.due_time }) }];
  });
}

/** With its days in words. */
export function changeLine(line: Omit<ChangeLine, 'was' | 'due'>): ChangeLine {
  const { from, to, time } = line;
  return { ...line, was: dueText(from, time), due: to === null ? null : dueText(to, time) };
}
