import type { Context } from '@duban/actions/context';
import { launchCampaign } from '@duban/actions/launch-campaign';
import type { Seed } from '@duban/actions/load-seed';
import { stateCouncilCalendar } from '@duban/calendar';
import { type Db, eventsOf, openLedger } from '@duban/ledger';
import { sql } from 'kysely';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { frugalWorkbooks } from './frugal-workbooks.ts';
import { CAMPAIGN, jining, LAUNCH, MAIL_DOMAIN, operator } from './jining.ts';

export {
  CAMPAIGN,
  chief,
  clerkOf,
  deputy,
  jining,
  LAUNCH,
  leader,
  moment,
  officerOf,
  operator,
  SEEDS,
  superior,
  t1,
} from './jining.ts';

/** `jining-2023/quarterly-table/2023Q3/yanzhou` */
export const owes = (office: string, period = '2023Q3'): string =>
  period === 'final' ? `${CAMPAIGN}/final-report/final/${office}` : `${CAMPAIGN}/quarterly-table/${period}/${office}`;
export const roundOf = (period = '2023Q3'): string =>
  period === 'final' ? `${CAMPAIGN}/final-report/final` : `${CAMPAIGN}/quarterly-table/${period}`;

export interface World {
  readonly ctx: Context;
  readonly db: Db;
}

let count = 0;
let server: Promise<pg.Client> | null = null;
let copying: Promise<unknown> = Promise.resolve();
/** Databases that stay for copies to be made of them. */
const kept = new Set<string>();
// Both serve every file that this process runs, and end with it.
const workbooks = frugalWorkbooks(inject('madeFiles'));

/** A ledger of its own and everything a verb needs; nothing is launched. */
export const emptyWorld = (): Promise<World> => worldOf('blank');

/** The campaign of Jining, launched on the day of its notice. */
export async function jiningWorld(seed: Seed = jining): Promise<World> {
  if (seed === jining) return worldOf('launched');
  const world = await emptyWorld();
  await launchCampaign(world.ctx, seed, { actor: operator, now: LAUNCH });
  return world;
}

/**
 * What `make` makes, made by whoever first asks for it in this process, and a copy of it for everybody: what many tests begin with and
 * takes longer than they do.
 */
export function copiesOf(make: () => Promise<World>): () => Promise<World> {
  let original: Promise<string> | null = null;
  const keep = async (): Promise<string> => {
    const { ctx, db } = await make();
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
    const name = rows[0]?.name ?? '';
    kept.add(name);
    // Of a database that somebody works in no copy can be made.
    await ctx.ledger.close();
    return name;
  };
  return async () => {
    original ??= keep();
    return worldOf(await original);
  };
}

async function worldOf(template: string): Promise<World> {
  const name = `t${process.pid}_${++count}`;
  const url = new URL(inject('serverUrl'));
  server ??= connected(url.href);
  const copies = await server;
  // One copy after another: worlds may be asked for at once, and the connection takes one statement at a time. File by file: through the
  // log, which is PostgreSQL's default, a copy costs four times as much.
  const copied = copying.then(() => copies.query(`create database ${name} template ${template} ${inject('copying')}`));
  copying = copied.catch(() => undefined);
  await copied;
  url.pathname = `/${name}`;
  // A verb that changes facts and tells nothing is refused. The template has today's schema: to ask for it again costs half a test.
  const ledger = await openLedger(url.href, { requireEvents: true, asItIs: true });
  onTestFinished(async () => {
    await ledger.close();
    if (kept.has(name)) return;
    // Hundreds of them would fill the disk, or memory.
    await copies.query(`drop database ${name} with (force)`);
  });
  const ctx: Context = {
    ledger,
    workbooks,
    calendar: stateCouncilCalendar,
    secret: 'a secret of the tests',
    mailDomain: MAIL_DOMAIN,
    webAddress: null,
  };
  return { ctx, db: ledger.db };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

export const obligation = ({ db }: World, id: string) =>
  db.selectFrom('obligation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export const round = ({ db }: World, period = '2023Q3') =>
  db.selectFrom('round').selectAll().where('id', '=', roundOf(period)).executeTakeFirstOrThrow();

/** Messages of a kind in the order of their ids. */
export const messages = (
  { db }: World,
  kind: 'receipt' | 'return' | 'refusal' | 'answer' | 'change' | 'chase' | 'digest' | 'round-merged' | 'report-draft',
) => db.selectFrom('message').selectAll().where('kind', '=', kind).orderBy('created_at').orderBy('id').execute();

export const tasks = ({ db }: World) => db.selectFrom('task').selectAll().orderBy('created_at').orderBy('id').execute();

export const eventKinds = async ({ db }: World): Promise<string[]> =>
  (await eventsOf(db, CAMPAIGN)).map((event) => event.kind);
