import { dice } from '@duban/base/dice';
import { CAMPAIGN, jining, jiningWorld, owes, type World } from '../world.ts';
import { type Judge, judgeOf } from './judge.ts';
import { type Machine, run } from './machine.ts';
import { peopleOf } from './people.ts';
import { toldAtFirst } from './told.ts';

/** Builds a bug into a play, to see that the judge notices. */
export type Planted = (machine: Machine, world: World) => Machine | Promise<Machine>;

/** The final reports of a few offices on PostgreSQL, December 2023, with everything that people and machines do to them. */
export async function played(seed: number, planted?: Planted): Promise<Judge> {
  const world = await jiningWorld();
  const offices = officesOf(seed);
  await onlyReports(world, offices);
  const told = toldAtFirst(offices);
  const judge = judgeOf(world, told);
  const machine: Machine = {
    ...{ seed, offices, acts: peopleOf(world, { seed, offices, told }) },
    ...{ onMail: judge.onMail, onLost: judge.onLost, onDead: (address) => void told.dead.add(address) },
    enough: () => planted !== undefined && judge.problems.length > 0,
    sending: world.ctx.ledger,
    bugs: {},
  };
  await run(world, planted ? await planted(machine, world) : machine);
  if (!machine.enough()) await judge.atTheEnd(offices);
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
