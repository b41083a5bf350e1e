import { DubanError, type Instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { mayHandIn } from '@duban/campaign';
import { poke, type ReceivedWay, recordEvent, sha256, type Tx } from '@duban/ledger';
import { type CheckedFile, withMarks } from './check-file.js';
import type { Actor, BureauActor, Context } from './context.js';
import { settled } from './facts/about-obligation.js';
import { requireRight } from './facts/guard.js';
import { type LockedObligation, lockedObligation, whatOf } from './facts/locked-obligation.js';
import { pokesOf } from './next/pokes-of.js';
import { answerContact } from './sheets/answer-contact.js';
import { checkOwed } from './sheets/check-owed.js';
import { earlierReceipt } from './sheets/earlier-receipt.js';
import { type EvidenceFile, keepFile, refuseArrival, refuseMissing } from './sheets/evidence.js';
import { fileSheet } from './sheets/file-sheet.js';
import { firstReceipts } from './sheets/first-receipts.js';
import type { Receipt } from './sheets/handed-in.js';
import { askOfficer } from './sheets/officer-task.js';
import { confirmTaskOf } from './sheets/registered.js';
import { texts, wayLabels } from './sheets/wording.js';

/** 代收登记: a sheet that came by another way, as an officer attests it. */
export interface RegisterHandIn {
  readonly obligation: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  /** When it really came, in campaign time. */
  readonly arrivedAt: Instant;
  readonly way: ReceivedWay;
  /** What proves way and time: a file, words, or both. */
  readonly evidence: EvidenceFile | null;
  readonly note: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export interface Registered {
  readonly registration: string;
  readonly receipt: Receipt;
}

/**
 * Files a sheet for an office (practice.md 3). Punctuality goes by the true arrival, provisionally until a second person confirms it.
 * The same bytes that the office has uploaded itself are no second version: their arrival is attested to be earlier.
 * @throws DubanError what `handIn` refuses a file with; `arrival-invalid`, `verb-incomplete`, `obligation-settled`, `obligation-unknown`,
 *   `contact-unknown`, `campaign-closed`, `not-allowed`. Then nothing is filed.
 */
export async function registerHandIn(ctx: Context, input: RegisterHandIn): Promise<Registered> {
  const verb = texts.verbs.register;
  requireRight(input.actor, 'sheet.decide', verb);
  const { actor } = input;
  // Two people attest it; the system is none.
  if (actor.kind !== 'bureau') throw new DubanError('not-allowed', { actor: actor.name, verb });
  refuseMissing(verb, { [texts.missing.evidence]: input.evidence !== null || input.note.trim() !== '' });
  const hash = sha256(input.file.bytes);
  const known = { obligation: input.obligation, hash };
  await ctx.ledger.transaction((tx) => refuse(tx, input, known));
  // Read and checked outside of the transaction: a child process may take its time.
  const repeated = await earlierReceipt(ctx.ledger.db, known);
  const checked = repeated === null ? await withMarks(ctx, input.file, await checkOwed(ctx, input)) : null;
  return ctx.ledger.transaction((tx) => register(tx, { ctx, input, checked, hash, registrar: actor }));
}

/** Everything that can be said without reading the file; the obligation, locked. */
async function refuse(
  tx: Tx,
  input: RegisterHandIn,
  known: { readonly obligation: string; readonly hash: string },
): Promise<LockedObligation> {
  const verb = texts.verbs.register;
  const locked = await lockedObligation(tx, input.obligation);
  const { about } = locked;
  await refuseArrival(tx, locked, input);
  const earlier = await earlierReceipt(tx, known);
  if (earlier !== null && earlier.receivedAt <= input.arrivedAt)
    throw new DubanError('arrival-invalid', {
      at: formatMinute(input.arrivedAt),
      problem: texts.arrival.notEarlier(formatMinute(earlier.receivedAt)),
    });
  if (earlier === null && !mayHandIn(about.state)) throw settled(about, verb);
  return locked;
}

interface Registering {
  readonly ctx: Context;
  readonly input: RegisterHandIn;
  /** Null for bytes that were there before. */
  readonly checked: CheckedFile | null;
  readonly hash: string;
  readonly registrar: BureauActor;
}

async function register(tx: Tx, registering: Registering): Promise<Registered> {
  const { input, hash } = registering;
  const locked = await refuse(tx, input, { obligation: input.obligation, hash });
  const receipt = await receiptOf(tx, registering, locked);
  const registration = await insertRegistration(tx, registering, { locked, submission: receipt.submission });
  await tx
    .updateTable('obligation')
    .set(await firstReceipts(tx, input.obligation))
    .where('id', '=', input.obligation)
    .execute();
  await recordEvent(tx, {
    campaign: locked.about.campaign,
    at: input.now,
    kind: 'sheet-registered',
    actor: input.actor,
    subject: receipt.submission,
    data: { registration, arrivedAt: input.arrivedAt, way: input.way, sha256: hash },
  });
  await askOfficer(
    tx,
    {
      id: confirmTaskOf(registration),
      about: locked.about,
      script: 'registration-confirm',
      assignedTo: registering.registrar.role === 'operator' ? 'chief' : 'operator',
      title: texts.confirmTask(whatOf(locked.about), wayLabels[input.way]),
    },
    input.now,
  );
  await poke(tx, pokesOf(locked.row), input.now);
  return { registration, receipt };
}

/** Files the bytes as a version of their own; those that are there already only came earlier than known. */
async function receiptOf(
  tx: Tx,
  { ctx, input, checked, hash }: Registering,
  locked: LockedObligation,
): Promise<Receipt> {
  const earlier = await earlierReceipt(tx, { obligation: input.obligation, hash });
  if (earlier === null && checked !== null) {
    const { obligation, file, arrivedAt, actor, now } = input;
    const contact = await answerContact(tx, locked.about, input.now);
    const filed = { obligation, file, channel: 'registered' as const, contact, actor, now, arrivedAt };
    return fileSheet(tx, { ctx, input: filed, checked, hash });
  }
  if (earlier === null) throw new Error(`the earlier version of ${input.obligation} was voided meanwhile`);
  return earlier;
}

async function insertRegistration(
  tx: Tx,
  { input, registrar }: Registering,
  { locked, submission }: { readonly locked: LockedObligation; readonly submission: string },
): Promise<string> {
  const { n } = await tx
    .selectFrom('registration')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('submission', '=', submission)
    .executeTakeFirstOrThrow();
  const id = `${submission}/registration/${n + 1}`;
  const evidence = await keepFile(tx, input.evidence, input.now);
  await tx
    .insertInto('registration')
    .values({
      id,
      obligation: input.obligation,
      submission,
      arrived_at: input.arrivedAt,
      way: input.way,
      note: input.note.trim(),
      evidence: evidence.blob,
      evidence_name: evidence.name,
      state: 'pending',
      registered_by: registrar.name,
      registrar_role: registrar.role,
      registrar_account: registrar.account ?? null,
      registered_at: input.now,
      decided_by: null,
      decider_role: null,
      decider_account: null,
      decided_at: null,
      reason: null,
      state_before: locked.row.state,
      chase_due_before: locked.row.chase_due,
    })
    .execute();
  return id;
}
