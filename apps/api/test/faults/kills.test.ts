import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { filledSheet } from '../../../../packages/actions/test/sheets.ts';
import { owes } from '../../../../packages/actions/test/world.ts';
import { type KillableHouse, killableHouse } from './killable-house.ts';
import { expectNothingLost } from './nothing-half-there.ts';
import { type Acknowledged, type Clerk, stubbornClerk } from './stubborn-clerk.ts';

/** `npm run chaos -- --suite hand-ins --rounds 100` runs as many as are asked for; the suite a few. */
const ROUNDS = Number(process.env.DUBAN_CHAOS_ROUNDS ?? 4);
const NUMBER = Number(process.env.DUBAN_CHAOS_SEED ?? 20261125);
const OFFICES = ['rencheng', 'yanzhou', 'qufu', 'sishui', 'zoucheng', 'weishan', 'yutai', 'jinxiang'] as const;
/** An upload takes about half a second, from its first byte to its receipt. */
const LONGEST_DELAY_MS = 900;

/** For each round: whether to strike right after a commit (one in three), and else after how long. */
const strikes = fc.sample(
  fc.record({ afterCommit: fc.integer({ min: 1, max: 3 }), delayMs: fc.integer({ min: 0, max: LONGEST_DELAY_MS }) }),
  {
    seed: NUMBER,
    numRuns: ROUNDS,
  },
);

it('killed with SIGKILL under eight writers, API and database keep every acknowledged submission byte for byte, and nothing half', {
  timeout: 120_000 + ROUNDS * 60_000,
}, async () => {
  console.log(`kills: ${ROUNDS} rounds; replay: npm run chaos -- --suite hand-ins --rounds ${ROUNDS} --seed ${NUMBER}`);
  const house = await killableHouse();
  const clerks = await Promise.all(
    OFFICES.map(async (office) => stubbornClerk(house.base, await house.linkToken(`${office}-a`))),
  );
  const acknowledged: Acknowledged[] = [];
  const cut = { api: 0, database: 0 };
  for (let round = 1; round <= ROUNDS; round++) {
    const victim = round % 2 === 1 ? 'api' : 'database';
    const told = await handInWhile(house, { clerks, round }, async () => {
      await moment(house, round);
      await (victim === 'api' ? house.killApi() : house.killDatabase());
    });
    acknowledged.push(...told);
    cut[victim] += told.filter(({ tries }) => tries > 1).length;
  }
  expect(acknowledged).toHaveLength(ROUNDS * OFFICES.length);
  await expectNothingLost(house.world, acknowledged);
  // Without one upload that was cut off, nothing has been tried.
  expect(cut.api + cut.database).toBeGreaterThan(0);
  const repeated = acknowledged.filter(({ receipt }) => receipt.repeated).length;
  console.log(
    `${acknowledged.length} acknowledged; cut off by the API ${cut.api}, by the database ${cut.database}; ` +
      `${repeated} had been taken before they were acknowledged and got the same receipt`,
  );
});

/** Every clerk files a new version while the fault happens; resolves when all have their receipt. */
async function handInWhile(
  house: KillableHouse,
  { clerks, round }: { readonly clerks: readonly Clerk[]; readonly round: number },
  fault: () => Promise<void>,
): Promise<Acknowledged[]> {
  const files: Uint8Array[] = [];
  for (const office of OFFICES) files.push(await filledSheet(house.world, owes(office), { times: round }));
  const work = clerks.map((clerk, i) => clerk.handIn(owes(OFFICES[i] ?? 'rencheng'), files[i] ?? new Uint8Array()));
  const [told] = await Promise.all([Promise.all(work), fault()]);
  return told;
}

/** Any moment of an upload; every third time the moment after a commit, before its receipt can have gone out. */
async function moment({ world }: KillableHouse, round: number): Promise<void> {
  const strike = strikes[round - 1];
  if (strike?.afterCommit !== 1) return pause(strike?.delayMs);
  const committed = async (): Promise<number> => {
    const row = await world.db
      .selectFrom('submission')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return row.n;
  };
  while ((await committed()) <= (round - 1) * OFFICES.length) await pause(1);
}
