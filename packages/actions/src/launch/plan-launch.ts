import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { atLaunch, type Expansion, obligationId, settle } from '@duban/campaign';
import { type AttachmentRef, type NewMessage, sha256 } from '@duban/ledger';
import type { Context } from '../context.js';
import { expansionOf } from '../launch-campaign.js';
import { hiddenLink } from '../link-for.js';
import type { Seed } from '../load-seed.js';
import { calendarName, formName } from '../messages/attachment-names.js';
import { bringsLink, messageWords } from '../messages/message-words.js';
import { loadPlaced, type SeedFolders } from '../seed-folders.js';
import { dated } from './dated.js';
import { launchMessages } from './launch-messages.js';
import type { LaunchPlan } from './launch-plan.js';

/** What of a context a launch is planned with. */
export type LaunchContext = Pick<Context, 'mailDomain' | 'webAddress' | 'calendar'>;

/** A seed as it would be launched now: dated for it, with its messages in words. */
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

/** Reads a seed, dates it for a launch now and puts its messages into words; nothing is written. Throws as `loadPlaced` does, and `answer-unknown`. */
export async function planLaunch(
  ctx: LaunchContext,
  { name, ...folders }: SeedFolders & { readonly name: string },
  now: Instant,
): Promise<PlannedLaunch> {
  const { seed: original, moves } = await loadPlaced(folders, name, { calendar: ctx.calendar });
  const { definition, answers, quarters } = dated(original, { moves, today: dateOf(now) });
  const seed: Seed = { definition, answers, tables: original.tables };
  const expansion = atLaunch(expansionOf(seed, ctx.calendar), now);
  // Nothing can be sent while something is open: what is owed is not known yet.
  const messages =
    expansion.questions.length > 0
      ? []
      : messagesOf(ctx, { definition: settle(definition, answers), rounds: expansion.rounds }, now);
  const sent = messages.map(({ message, subject }) => [message.address, subject]);
  // A due that passes while the preview is read takes its round away.
  const asked = expansion.rounds.map((round) => [round.requirement, round.period]);
  const digest = sha256(Buffer.from(JSON.stringify([seed, asked, sent])));
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
