import type { Instant } from '@duban/base';
import type { StepAction } from '@duban/ledger';
import type { Context } from './context.js';

export interface StepTaken {
  readonly action: StepAction;
  readonly from: string | null;
  readonly to: string;
  /** The function, never a person. */
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** Who drafted, approved and returned a document, oldest first; empty for one that nobody has. */
export async function documentSteps(ctx: Context, { document }: { readonly document: string }): Promise<StepTaken[]> {
  const rows = await ctx.ledger.db
    .selectFrom('document_step')
    .select(['action', 'from_stage as from', 'to_stage as to', 'actor as by', 'at', 'reason'])
    .where('document', '=', document)
    .orderBy('seq')
    .execute();
  return rows;
}
