import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { send } from '../../../../packages/actions/test/sheets.ts';
import { logging } from '../../src/http/log.js';
import { cast } from '../support/cast.js';
import { house } from '../support/house.js';
import { fuzz, schemathesis } from './schemathesis.js';

/** `npm run fuzz:api -- --seconds 600` asks for longer. */
const SECONDS = Number(process.env.DUBAN_FUZZ_SECONDS ?? 30);
const SEED = Number(process.env.DUBAN_FUZZ_SEED ?? 20231010);

it.skipIf(schemathesis() === null)(
  'schemathesis over the contract, as an officer and a clerk: no 500',
  async () => {
    const failures: string[] = [];
    const counts = new Map<string, number>();
    const stream = new Writable({
      write: (line, _, done) => {
        failures.push(String(line).trim());
        done();
      },
    });
    const made = await house({
      config: { tuning: { callsPerMinute: 10_000_000, uploadsPerMinute: 10_000_000 } },
      logger: { ...logging, level: 'error', stream },
      prepare: (server) =>
        server.addHook('onResponse', async (request, reply) => {
          const { statusCode } = reply;
          const kind = `${Math.floor(statusCode / 100)}xx`;
          counts.set(kind, (counts.get(kind) ?? 0) + 1);
          if (statusCode >= 500) failures.push(`${statusCode} ${request.method} ${request.url}`);
        }),
    });
    await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    const callers = await cast(made);
    const cookieOf = (name: string) => callers.find((caller) => caller.name === name)?.cookie();
    const cookie = `${await cookieOf('operator')}; ${await cookieOf('clerk of the office')}`;
    await made.server.listen({ host: '127.0.0.1', port: 0 });
    const base = `http://127.0.0.1:${(made.server.server.address() as AddressInfo).port}`;
    const said = await fuzz({ program: schemathesis() ?? '', base, cookie, seconds: SECONDS, seed: SEED });
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const by = [...counts].sort().map(([kind, n]) => `${kind} ${n}`);
    // biome-ignore lint/suspicious/noConsole: how much was tried belongs into the log of the run.
    console.log(`schemathesis: ${SECONDS} s, seed ${SEED}, ${total} calls (${by.join(', ')})\n${said.slice(-1_500)}`);
    expect(failures, failures.slice(0, 5).join('\n').slice(0, 4_000)).toEqual([]);
    // It did call: somebody who is let in, with contents that are taken and such that are not.
    expect(counts.get('2xx') ?? 0, said).toBeGreaterThan(5);
    expect(counts.get('4xx') ?? 0, said).toBeGreaterThan(10);
  },
  (SECONDS + 240) * 1_000,
);
