import { DubanError, type Instant } from '@duban/base';
import { recordEvent } from '@duban/ledger';
import { columnsOf, measuresOf, type TableDefinition } from '@duban/tables';
import type { Actor, Context } from './context.js';
import { settled } from './facts/about-obligation.js';
import { campaignFacts, requirementOf, tableOf } from './facts/campaign-facts.js';
import { requireRight } from './facts/guard.js';
import { obligationToEdit } from './facts/locked-obligation.js';
import { refuseMissing } from './sheets/evidence.js';
import { texts } from './sheets/wording.js';

/** 快报数, as somebody of the office said them on the telephone. */
export interface LogProvisional {
  readonly obligation: string;
  /** 本期 figures: 分 for money, else a count in the measure's own unit. */
  readonly figures: readonly { readonly measure: string; readonly value: number }[];
  /** Who said it: by function. */
  readonly note: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Notes figures down before the sheet comes; they are compared with it and never added up (practice.md 8). A later call's figure takes the
 * place of an earlier one, and both are kept. Nothing that runs depends on them, so nothing is woken.
 * @throws DubanError `figure-unknown`, `verb-incomplete`, `obligation-settled`, `obligation-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function logProvisional(ctx: Context, input: LogProvisional): Promise<void> {
  const verb = texts.verbs.provisional;
  const { actor, now, figures } = input;
  requireRight(actor, 'sheet.decide', verb);
  refuseMissing(verb, { 快报数: figures.length > 0 });
  await ctx.ledger.transaction(async (tx) => {
    const { row, about } = await obligationToEdit(tx, { ...input, verb, revision: null });
    if (row.state === 'exempt' || row.state === 'withdrawn') throw settled(about, verb);
    const facts = await campaignFacts(tx, about.campaign);
    const table = tableOf(facts, requirementOf(facts.definition, row.requirement));
    for (const figure of figures) refuseFigure(table, figure);
    await tx
      .insertInto('provisional_figure')
      .values(
        figures.map(({ measure, value }) => ({
          obligation: row.id,
          measure,
          value,
          note: input.note.trim(),
          at: now,
          by: actor.name,
        })),
      )
      .execute();
    await recordEvent(tx, {
      campaign: about.campaign,
      at: now,
      kind: 'provisional-logged',
      actor,
      subject: row.id,
      data: { figures, note: input.note.trim() },
    });
  });
}

function refuseFigure(table: TableDefinition | null, { measure: key, value }: LogProvisional['figures'][number]): void {
  const measure = table && measuresOf(table).find((m) => m.key === key);
  const problem =
    table === null
      ? texts.figure.noTable
      : !measure || !(measure.kind === 'count' || measure.kind === 'money') || !columnsOf(measure).includes('current')
        ? texts.figure.unknown
        : !Number.isSafeInteger(value)
          ? texts.figure.notInteger
          : value < 0
            ? texts.figure.negative
            : null;
  if (problem) throw new DubanError('figure-unknown', { measure: measure?.label ?? key, problem });
}
