import { dice } from '@duban/base/dice';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, jining, jiningWorld, owes, type World } from '../world.ts';
import { type Judge, judgeOf } from './judge.ts';
import { type Machine, run } from './machine.ts';
import { peopleOf } from './people.ts';

/**
 * quality.md, second tier: the final reports of a few offices on PostgreSQL, December 2023, with everything that people and machines do to them.
 * `npm run chaos -- --suite ledger` plays 300, or as many as `--rounds` says; `npm test` none yet.
 */
const rounds = Number(process.env.DUBAN_CHAOS_ROUNDS ?? 0);
const first = Number(process.env.DUBAN_CHAOS_SEED ?? 20261124);

/** Changes the machine into one with a bug, to see that the judge notices. */
type Planted = (machine: Machine, world: World) => Machine;

async function played(seed: number, planted: Planted = (machine) => machine): Promise<Judge> {
  const world = await jiningWorld();
  const offices = officesOf(seed);
  await onlyReports(world, offices);
  const judge = judgeOf(world);
  const acts = peopleOf(world, { seed, offices });
  const machine: Machine = { seed, offices, acts, onMail: judge.onMail, onLost: judge.onLost };
  await run(world, planted(machine, world));
  await judge.atTheEnd(offices);
  return judge;
}

/** Three or four offices; half of the time the two that share a clerk are among them. */
function officesOf(seed: number): readonly string[] {
  const thrown = dice(seed, 'offices');
  const subordinate = jining.definition.offices.filter((o) => o.standing === 'subordinate').map((o) => o.id);
  const pair = thrown.chance(50) ? ['taibaihu', 'jingkai'] : [];
  const others = subordinate.filter((id) => id !== 'taibaihu' && id !== 'jingkai');
  return [...new Set([...pair, thrown.pick(others), thrown.pick(others)])];
}

/** The tables are out of the way: a document is read at once, a workbook by a child process. The launch was months ago. */
async function onlyReports({ db }: World, offices: readonly string[]): Promise<void> {
  const ids = offices.map((office) => owes(office, 'final'));
  await db
    .updateTable('obligation')
    .set({ state: 'exempt' })
    .where('campaign', '=', CAMPAIGN)
    .where('id', 'not in', ids)
    .execute();
  await db.updateTable('message').set({ state: 'sent' }).execute();
}

describe.runIf(rounds > 0)('whatever happens to people and machines', () => {
  it.each(Array.from({ length: Math.max(1, rounds) }, (_, i) => first + i))(
    'no reminder is lost, doubled, early, strayed or late for who has settled: seed %i',
    async (seed) => {
      const { problems } = await played(seed);
      if (problems.length > 0)
        throw new Error(`${problems.join('\n')}\nreplay: npm run chaos -- --suite ledger --rounds 1 --seed ${seed}`);
    },
  );
});

describe.runIf(rounds > 0)('the judge of these runs', () => {
  /** Runs seeds until a planted bug is seen. */
  async function caught(planted: Planted, said: string): Promise<void> {
    for (let seed = 1; seed <= 8; seed++)
      if ((await played(seed, planted)).problems.some((problem) => problem.includes(said))) return;
    expect.fail(`nobody noticed: ${said}`);
  }

  it('notices a mail that is sent again although its record was kept', () =>
    caught(
      (machine) => ({
        ...machine,
        onMail: async (mail, now) => {
          await machine.onMail(mail, now);
          await machine.onMail(mail, now);
        },
      }),
      '发了两次',
    ));

  it('notices a mail that reaches somebody else', () =>
    caught(
      (machine) => ({
        ...machine,
        onMail: (mail, now) => machine.onMail({ ...mail, to: 'jg-a@elsewhere.example' }, now),
      }),
      '发错单位',
    ));

  it('notices a chase of who has settled', () =>
    caught(
      (machine, { db }) => ({
        ...machine,
        onMail: async (mail, now) => {
          await db.updateTable('obligation').set({ state: 'nil' }).where('state', '=', 'expected').execute();
          await machine.onMail(mail, now);
        },
      }),
      '已了结还在催',
    ));

  it('notices an office whose looks never come', () =>
    caught((machine) => ({ ...machine, offices: machine.offices.slice(0, -1) }), '漏了'));
});
