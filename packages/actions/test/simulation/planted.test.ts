import { HOUR } from '@duban/base';
import type { Ledger } from '@duban/ledger';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { World } from '../world.ts';
import type { Machine } from './machine.ts';
import { type Planted, played } from './play.ts';

/*
 * The test of the test: the system built wrong in one place, on the real ledger. A simulation that does not find it would find nothing.
 */

/** From the seed that is known to show it: whoever changes the plays may move it. */
const MOST_SEEDS = 40;

/** The database forgets: a row is changed on its way in. */
const forgets =
  (when: string, what: string): Planted =>
  async (machine, { db }) => {
    await sql.raw(`create function planted() returns trigger language plpgsql as $$ begin ${what} end $$`).execute(db);
    await sql.raw(`create trigger planted before ${when} for each row execute function planted()`).execute(db);
    return machine;
  };

/** What the second transaction of a delivery wrote is not kept, although its answer is believed. */
function forgetful(ledger: Ledger): Ledger {
  class Undone extends Error {}
  let n = 0;
  return {
    ...ledger,
    transaction: async (work) => {
      if (++n % 2 === 1) return ledger.transaction(work);
      let answer: Awaited<ReturnType<typeof work>> | undefined;
      await ledger
        .transaction(async (tx) => {
          answer = await work(tx);
          throw new Undone();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undone)) throw error;
        });
      return answer as Awaited<ReturnType<typeof work>>;
    },
  };
}

/** Claimed mail lies in a queue of its own until somebody has done something else. */
const queued: Planted = (machine) => {
  const queue: Parameters<Machine['onMail']>[0][] = [];
  const acts = machine.acts.map((act) => ({
    ...act,
    run: async () => {
      await act.run();
      for (const mail of queue.splice(0)) await machine.onMail(mail, act.at);
    },
  }));
  return { ...machine, acts, onMail: async (mail) => void queue.push(mail) };
};

const bugs =
  (bugs: Machine['bugs']): Planted =>
  (machine) => ({ ...machine, bugs });

const restless: Planted = (machine, { ctx }) => {
  // As the machine sees it; the judge asks the calendar of the State Council.
  Object.assign(ctx, { calendar: { ...ctx.calendar, isWorkday: () => true } } satisfies Partial<World['ctx']>);
  return machine;
};

const planted: readonly {
  readonly bug: string;
  readonly built: Planted;
  readonly said: string;
  readonly seed: number;
}[] = [
  { bug: 'a claimed mail waits and its debts are not read again', built: queued, said: '已了结还在催', seed: 20 },
  {
    bug: 'the record of a mail that left is not kept',
    built: (machine) => ({ ...machine, sending: forgetful(machine.sending) }),
    said: '发了两次',
    seed: 1,
  },
  {
    bug: 'waiting mail keeps the address that was corrected',
    built: forgets('update on message', 'new.address := old.address; return new;'),
    said: '发错人',
    seed: 11,
  },
  {
    bug: 'who has left goes on serving',
    built: forgets('update on contact', 'new.serves_until := old.serves_until; return new;'),
    said: '发错人',
    seed: 1,
  },
  {
    bug: 'an absence is not heard',
    built: forgets('insert on contact_absence', 'new.withdrawn_at := new.recorded_at; return new;'),
    said: '外出还在催',
    seed: 9,
  },
  {
    bug: 'a promise is not heard',
    built: forgets('insert on call', 'new.promise_until := null; return new;'),
    said: '承诺期内还在催',
    seed: 1,
  },
  {
    bug: 'an extension moves no reminder',
    built: forgets('update on obligation', 'new.chase_due := old.chase_due; return new;'),
    said: '早于时点',
    seed: 7,
  },
  {
    bug: 'a pause holds nothing back',
    built: forgets('update on campaign', "if new.status = 'paused' then new.status := 'running'; end if; return new;"),
    said: '暂停中催报',
    seed: 11,
  },
  {
    bug: 'calls stay on the list when the report has come',
    built: forgets('update on task', "if new.state = 'cancelled' then return null; end if; return new;"),
    said: '不必打的电话',
    seed: 1,
  },
  {
    bug: 'a report that came is not noted at the debt',
    built: forgets('update on obligation', 'new.state := old.state; return new;'),
    said: '已了结还在催',
    seed: 1,
  },
  { bug: 'weekends are worked', built: restless, said: '休息日催报', seed: 1 },
  { bug: 'the clock of the chaser goes a day ahead', built: bugs({ aheadMs: 24 * HOUR }), said: '早于时点', seed: 1 },
  {
    bug: 'lost pokes and crashed looks are never made up for',
    built: bugs({ withoutSweep: true, withoutRetry: true }),
    said: '漏了',
    seed: 2,
  },
  {
    bug: 'an office is never looked at',
    built: (machine) => ({ ...machine, offices: machine.offices.slice(0, -1) }),
    said: '漏了',
    seed: 2,
  },
];

it.each(planted)('finds that $bug', async ({ built, said, seed: first }) => {
  const heard: string[] = [];
  for (let seed = first; seed < first + MOST_SEEDS; seed++) {
    const { problems } = await played(seed, built);
    if (problems.some((problem) => problem.includes(said))) return;
    heard.push(...problems);
  }
  expect.fail(`nobody noticed in ${MOST_SEEDS} seeds: ${said}; but ${heard.join('; ')}`);
});
