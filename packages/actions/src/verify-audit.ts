import { DubanError } from '@duban/base';
import {
  type ChainFinding,
  type ChainVerdict,
  checkpointKey,
  isGenuine,
  type Ledger,
  lastCheckpoints,
  verifyChain,
  type Witness,
} from '@duban/ledger';
import { findingText } from './audit/finding-text.js';
import { checkpointsFile, readCheckpoints, readHead } from './audit/witness-files.js';
import type { Actor } from './context.js';
import { requireRight } from './facts/guard.js';

export interface AuditQuestion {
  readonly actor: Actor;
  /** The data folder, whose checkpoints and head are held against the chain; null: only what the database says of itself, and `expect`. */
  readonly folder: string | null;
  /** Another copy of the checkpoints, kept elsewhere. */
  readonly checkpoints?: string | undefined;
  /** A head that was printed or mailed. */
  readonly expect?: Witness | undefined;
  /** Places of the chain; all when left out. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly onProgress?: ((done: number, last: number) => void) | undefined;
}

export interface AuditVerdict extends Omit<ChainVerdict, 'findings'> {
  readonly findings: readonly (ChainFinding & { readonly text: string })[];
}

/** So many checkpoints: one a day for more than a century. */
const ALL = 50_000;

/**
 * Proves the chain, or says what was done to it and where. `secret` tells checkpoints of this installation from forged ones; null: they
 * are believed as they stand.
 * @throws DubanError `not-allowed`, `audit-witness-invalid`, `audit-witness-missing`, `seal-algorithm-missing`
 */
export async function verifyAudit(
  ctx: { readonly ledger: Ledger; readonly secret: string | null },
  { actor, folder, checkpoints, expect, ...range }: AuditQuestion,
): Promise<AuditVerdict> {
  requireRight(actor, 'audit.read', '核验审计链');
  const key = ctx.secret === null ? undefined : checkpointKey(ctx.secret);
  const head = folder === null ? null : await readHead(folder);
  const own = folder === null ? null : await witnessesIn(checkpointsFile(folder), key);
  const copy = checkpoints === undefined ? null : await witnessesIn(checkpoints, key);
  if (checkpoints !== undefined && copy === null) throw new DubanError('audit-witness-missing', { file: checkpoints });
  const kept = [own, copy].filter((file) => file !== null);
  const witnesses = [
    ...kept.flatMap((file) => file.genuine),
    ...(head ? [{ ...head, source: '数据文件夹 audit/head.json ' }] : []),
    ...(expect ? [expect] : []),
  ];
  const verdict = await verifyChain(ctx.ledger, { ...range, witnesses, key });
  const removed = range.from === undefined && range.to === undefined ? await removedFrom(ctx.ledger, kept) : [];
  const more = [...kept.flatMap((file) => file.forged), ...removed];
  return {
    ...verdict,
    intact: verdict.intact && more.length === 0,
    findings: [...verdict.findings, ...more].map((finding) => ({ ...finding, text: findingText(finding) })),
    findingCount: verdict.findingCount + more.length,
  };
}

interface Kept {
  readonly genuine: readonly Witness[];
  readonly forged: readonly ChainFinding[];
}

async function witnessesIn(file: string, key: Buffer | undefined): Promise<Kept | null> {
  const genuine: Witness[] = [];
  const forged: ChainFinding[] = [];
  const checkpoints = await readCheckpoints(file);
  if (checkpoints === null) return null;
  for (const checkpoint of checkpoints) {
    const { n, hash, day, line } = checkpoint;
    if (key === undefined || isGenuine(checkpoint, key)) genuine.push({ n, hash, source: `${day} ` });
    else forged.push({ damage: 'checkpoint-forged', from: n, to: n, event: null, witness: `${file} 第 ${line} 行` });
  }
  return { genuine, forged };
}

async function removedFrom({ db }: Ledger, kept: readonly Kept[]): Promise<ChainFinding[]> {
  const there = new Set((await lastCheckpoints(db, ALL)).map(({ n, hash }) => `${n}:${hash}`));
  const gone = new Map(
    kept
      .flatMap(({ genuine }) => genuine.map((w) => [`${w.n}:${w.hash}`, w] as const))
      .filter(([id]) => !there.has(id)),
  );
  return [...gone.values()].map(({ n, source }) => ({
    damage: 'checkpoint-removed',
    from: n,
    to: n,
    event: null,
    witness: source,
  }));
}
