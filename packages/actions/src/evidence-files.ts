import { DubanError } from '@duban/base';
import { getBlob } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { mayLookAt } from './facts/guard.js';
import type { StoredFile } from './stored-files.js';

const ANY = 'application/octet-stream';

/** What proves a hand registration, as the officer attached it. Throws `file-unknown`; `not-allowed` for another office's. */
export async function registrationEvidence(
  ctx: Context,
  { registration, actor }: { readonly registration: string; readonly actor: Actor },
): Promise<StoredFile> {
  const row = await ctx.ledger.db
    .selectFrom('registration as r')
    .innerJoin('obligation as o', 'o.id', 'r.obligation')
    .select(['o.campaign', 'o.office', 'r.evidence as blob', 'r.evidence_name as name'])
    .where('r.id', '=', registration)
    .executeTakeFirst();
  return fileOf(ctx, { row, id: registration, actor });
}

/** The scanned, sealed nil report. Throws `file-unknown`; `not-allowed` for another office's. */
export async function nilScan(
  ctx: Context,
  { declaration, actor }: { readonly declaration: string; readonly actor: Actor },
): Promise<StoredFile> {
  const row = await ctx.ledger.db
    .selectFrom('nil_declaration as n')
    .innerJoin('obligation as o', 'o.id', 'n.obligation')
    .select(['o.campaign', 'o.office', 'n.scan as blob', 'n.scan_name as name'])
    .where('n.id', '=', declaration)
    .executeTakeFirst();
  return fileOf(ctx, { row, id: declaration, actor });
}

interface Asked {
  readonly row:
    | { readonly campaign: string; readonly office: string; readonly blob: string | null; readonly name: string | null }
    | undefined;
  readonly id: string;
  readonly actor: Actor;
}

async function fileOf(ctx: Context, { row, id, actor }: Asked): Promise<StoredFile> {
  if (!row) throw new DubanError('file-unknown', { file: id });
  mayLookAt(actor, row, '下载这份材料');
  if (row.blob === null || row.name === null) throw new DubanError('file-unknown', { file: id });
  return { name: row.name, type: ANY, bytes: await getBlob(ctx.ledger.db, row.blob) };
}
