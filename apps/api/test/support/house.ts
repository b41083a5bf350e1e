import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '@duban/actions/context';
import { type Instant, plus } from '@duban/base';
import { FixedClock, systemClock } from '@duban/base/clock';
import { setCampaignTime } from '@duban/ledger';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { onTestFinished } from 'vitest';
// The word under which the tests' PostgreSQL is provided.
import type {} from '../../../../packages/actions/test/global-setup.ts';
import { emptyWorld, jiningWorld, moment, SEEDS, type World } from '../../../../packages/actions/test/world.ts';
import type { ApiConfig } from '../../src/config.js';
import { createServer } from '../../src/server.js';

export const WEB = 'http://duban.example:8080';

export interface House {
  readonly world: World;
  readonly ctx: Context;
  readonly config: ApiConfig;
  readonly server: FastifyInstance;
  /** Server time. */
  now(): Instant;
  /** Server time goes on by so much (ms); campaign time with it. */
  later(ms: number): void;
}

export interface Built {
  /** Nothing is launched in it. */
  readonly empty?: boolean;
  /** What its ledger begins with, if not with Jining just launched. */
  readonly begins?: () => Promise<World>;
  /** What campaign time shows. */
  readonly at?: string;
  readonly config?: Partial<ApiConfig>;
  readonly logger?: FastifyServerOptions['logger'];
  /** Before the server is made ready. */
  readonly prepare?: (server: FastifyInstance) => void;
}

/** The whole API on a ledger of its own; the last Monday before the first quarterly table is due, unless said otherwise. */
export async function house({ empty, at = '2023-10-09 10:00', ...built }: Built = {}): Promise<House> {
  const world = await (built.begins ?? (empty ? emptyWorld : jiningWorld))();
  const clock = new FixedClock(systemClock.now());
  await world.ctx.ledger.transaction((tx) => setCampaignTime(tx, clock.now(), moment(at)));
  const ctx: Context = { ...world.ctx, webAddress: WEB };
  const config: ApiConfig = { ...configIn(temporaryFolder()), ...built.config };
  const server = createServer({ ctx, config, clock, logger: built.logger ?? false });
  onTestFinished(() => server.close());
  built.prepare?.(server);
  await server.ready();
  return { world, ctx, config, server, now: () => clock.now(), later: (ms) => clock.set(plus(clock.now(), ms)) };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duban-api-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function configIn(folder: string): ApiConfig {
  const webRoot = join(folder, 'web');
  mkdirSync(join(webRoot, 'assets'), { recursive: true });
  writeFileSync(join(webRoot, 'index.html'), '<title>调度台</title>');
  writeFileSync(join(webRoot, 'desk.html'), '<title>填报端</title>');
  writeFileSync(join(webRoot, 'assets', 'board-1a2b3c.js'), 'export {};');
  return {
    port: 0,
    databaseUrl: '',
    secret: 'a secret of the tests',
    mailDomain: 'jiningyb.example',
    webAddress: WEB,
    webRoot,
    seeds: { folder: SEEDS },
    mailFolder: null,
    temporalUi: null,
    rehearsals: { cli: join(folder, 'no-program.js'), folder: join(folder, 'rehearsals') },
  };
}
