import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { atLaunch, type Expansion, obligationId, redate, settle } from '@duban/campaign';
import { type AttachmentRef, type NewMessage, sha256 } from '@duban/ledger';
import type { Context } from '../context.js';
import { expansionOf } from '../launch-campaign.js';
import { hiddenLink } from '../link-for.js';
import { loadSeed, type Seed } from '../load-seed.js';
import { calendarName, formName } from '../messages/attachment-names.js';
import { bringsLink, messageWords } from '../messages/message-words.js';
import { launchMessages } from './launch-messages.js';
import type { LaunchPlan } from './launch-plan.js';

/** What of a context a launch is planned with. */
export type LaunchContext = Pick<Context, 'mailDomain' | 'webAddress' | 'calendar'>;

/** A seed as it would be launched now: re-dated, with its messages in words. */
export interface PlannedLaunch {
  readonly seed: Seed;
  readonly quarters: number;
  readonly originallyIssued: LocalDate | null;
  readonly expansion: Expansion;
  readonly messages: readonly PlannedMessage[];
  /** SHA-256 over all that a launch writes and to whom: what the bureau confirms. */
  readonly digest: string;
}

export interface PlannedMessage {
  readonly message: NewMessage;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly string[];
}

/** Reads and re-dates a seed and puts its launch messages into words; nothing is written. Throws as `loadSeed` does, and `answer-unknown`. */
export async function planLaunch(
  ctx: LaunchContext,
  { folder, name }: { folder: string; name: string },
  now: Instant,
): Promise<PlannedLaunch> {
  const original = await loadSeed(folder, name, { calendar: ctx.calendar });
  const { definition, answers, quarters } = redate(original, dateOf(now));
  const seed: Seed = { definition, answers, tables: original.tables };
  const expansion = atLaunch(expansionOf(seed, ctx.calendar), now);
  // Nothing can be sent while something is open: what is owed is not known yet.
  const messages =
    expansion.questions.length > 0
      ? []
      : messagesOf(ctx, { definition: settle(definition, answers), rounds: expansion.rounds }, now);
  const sent = messages.map(({ message, subject }) => [message.address, subject]);
  const digest = sha256(Buffer.from(JSON.stringify([seed, sent])));
  return { seed, quarters, originallyIssued: original.definition.notice.date, expansion, messages, digest };
}

/** The messages of a launch with the words of their delivery (see `composeMessage`). */
function messagesOf(ctx: LaunchContext, plan: LaunchPlan, now: Instant): PlannedMessage[] {
  return launchMessages(ctx, plan, now).map((message) => {
    const { kind, facts: content } = message;
    const attachments = message.attachments.map((ref) => nameOf(plan, ref));
    const link = bringsLink(kind) ? hiddenLink(ctx) : null;
    const words = messageWords(plan.definition, { kind, content, attachmentNames: attachments, link }, now);
    return { message, ...words, attachments };
  });
}

function nameOf({ definition, rounds }: LaunchPlan, ref: AttachmentRef): string {
  if (ref.kind === 'blob') return ref.name;
  if (ref.kind === 'calendar') return calendarName(ref);
  for (const round of rounds)
    for (const office of round.offices)
      if (obligationId(definition.id, round, office) === ref.obligation)
        return formName(definition, ref, {
          office,
          requirement: round.requirement,
          period_label: round.periodLabel,
        });
  throw new RangeError(`no obligation ${ref.obligation} in the plan`);
}
