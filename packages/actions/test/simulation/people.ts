import { changeContact } from '@duban/actions/change-contact';
import { decide } from '@duban/actions/decide';
import { handOver } from '@duban/actions/hand-over';
import { recordAbsence } from '@duban/actions/record-absence';
import { requestExtension } from '@duban/actions/request-extension';
import { setProgress } from '@duban/actions/set-progress';
import type { Instant } from '@duban/base';
import { type Dice, dice } from '@duban/base/dice';
import { addDays, dateOf, formatMinute, localDate } from '@duban/base/time';
import { writeCountyReport } from '@duban/documents';
import { nil } from '../around.ts';
import { send } from '../sheets.ts';
import { CAMPAIGN, chief, clerkOf, operator, owes, type World } from '../world.ts';
import { type Act, momentNear, momentOn } from './act.ts';
import { bureauActs } from './bureau.ts';
import { personOf, type Told, tellDue, tellHandOver } from './told.ts';

/** What the people of these offices mean to do, and what the bureau does. */
export function peopleOf(
  world: World,
  { seed, offices, told }: { seed: number; offices: readonly string[]; told: Told },
): Act[] {
  const doings = offices.flatMap((office) => {
    const about = { world, told, office, thrown: dice(seed, office) };
    return [...filing(about), ...directory(about), ...saying(about)];
  });
  return [...doings, ...bureauActs(world, { seed, told })];
}

interface Doing {
  readonly world: World;
  readonly told: Told;
  readonly office: string;
  readonly thrown: Dice;
}

/** The report comes early, late, twice after a return, or never; or it is not owed any more, or later. */
function filing({ world, told, office, thrown }: Doing): Act[] {
  const obligation = owes(office, 'final');
  const contact = contactOf(office);
  const days = ['05', '06', '07', '08', '11', '13'].map((day) => `2023-12-${day}`);
  const now = momentNear(thrown, thrown.pick(days));
  const what = thrown.pick(['files', 'files', 'files', 'nil', 'exempt', 'extended', 'never', 'never'] as const);
  const act = (name: string, run: () => Promise<unknown>, moment = now): Act => ({
    at: moment,
    name: `${office} ${name}`,
    run,
  });
  const file = (moment: Instant, n: number) => async (): Promise<void> => {
    if (told.settled.has(obligation)) return;
    await send(world, { office, period: 'final', at: formatMinute(moment), bytes: await report(office, n), contact });
    told.settled.add(obligation);
  };
  const settle = (done: () => Promise<unknown>) => async (): Promise<void> => {
    await done();
    told.settled.add(obligation);
  };
  const decision = { obligation, submission: null, reason: '市局同意', actor: chief, now };
  switch (what) {
    case 'files': {
      const again = momentOn(thrown, thrown.pick(['2023-12-12', '2023-12-13', '2023-12-14']));
      return [act('报送', file(now, 1)), ...(thrown.chance(50) ? [act('补报', file(again, 2), again)] : [])];
    }
    case 'nil':
      return [
        act(
          '零报告',
          settle(() => nil(world, { obligation, actor: clerkOf(office), contact, now })),
        ),
      ];
    case 'exempt':
      return [
        act(
          '免报',
          settle(() => decide(world.ctx, { ...decision, kind: 'exempt', due: null })),
        ),
      ];
    case 'extended': {
      const due = localDate(thrown.pick(['2023-12-12', '2023-12-13', '2023-12-14']));
      const run = async (): Promise<void> => {
        await decide(world.ctx, { ...decision, kind: 'extend', due });
        tellDue(told, obligation, due);
      };
      return [act('延期', run)];
    }
    case 'never':
      return [];
  }
}

/** Somebody gets a new address, is away, or leaves. */
function directory({ world, told, office, thrown }: Doing): Act[] {
  const contact = contactOf(office);
  const now = momentNear(thrown, thrown.pick(['2023-12-05', '2023-12-07', '2023-12-08']));
  const day = dateOf(now);
  const common = { campaign: CAMPAIGN, contact, revision: null, actor: operator, now };
  const act = (name: string, run: () => Promise<unknown>): Act[] => [{ at: now, name: `${office} ${name}`, run }];
  const email = `new-${thrown.between(1, 99)}@${office}.example`;
  const later = addDays(day, thrown.between(0, 3));
  switch (thrown.pick(['address', 'absence', 'handover', 'none', 'none'] as const)) {
    case 'address':
      return act('换邮箱', async () => {
        await changeContact(world.ctx, { ...common, change: { email } });
        personOf(told, contact).email = email;
      });
    case 'absence': {
      const until = addDays(later, thrown.between(0, 3));
      const standIn = thrown.chance(50) ? null : `${office}-b`;
      return act('外出', async () => {
        await recordAbsence(world.ctx, { ...common, from: later, until, standIn, reason: '出差' });
        personOf(told, contact).away.push({ from: later, until, standIn });
      });
    }
    case 'handover':
      return act('交接', async () => {
        const successor = { title: '新任经办人', email, phone: '0537-0000099' };
        const { contact: next } = await handOver(world.ctx, { ...common, from: later, successor });
        tellHandOver(told, { contact, successor: next, email }, later);
      });
    case 'none':
      return [];
  }
}

/** It waits for a signature, or asks for more time. */
function saying({ world, office, thrown }: Doing): Act[] {
  const obligation = owes(office, 'final');
  const actor = clerkOf(office);
  const acts: Act[] = [];
  if (thrown.chance(25)) {
    const now = momentOn(thrown, '2023-12-06');
    const run = () => setProgress(world.ctx, { obligation, progress: 'approving', actor, revision: null, now });
    acts.push({ at: now, name: `${office} 待审签`, run });
  }
  if (thrown.chance(25)) {
    const now = momentOn(thrown, thrown.pick(['2023-12-06', '2023-12-07', '2023-12-08']));
    const until = localDate(thrown.pick(['2023-12-12', '2023-12-13', '2023-12-14']));
    const asking = { obligation, until, reason: '数据核对未完成', contact: null, actor, revision: null, now };
    acts.push({ at: now, name: `${office} 申请延期`, run: () => requestExtension(world.ctx, asking) });
  }
  return acts;
}

const contactOf = (office: string): string =>
  ['taibaihu', 'jingkai'].includes(office) ? 'taibaihu-jingkai-a' : `${office}-a`;

const reports = new Map<string, Promise<Uint8Array>>();
const PARAGRAPH = '专项整治期间，本单位按照通知要求开展排查，对发现的问题逐一整改，有关数据见统计表。';

/** Made once: what is sent again after a return is another file. */
function report(office: string, n: number): Promise<Uint8Array> {
  const key = `${office} ${n}`;
  const made =
    reports.get(key) ??
    writeCountyReport({
      office,
      title: '总结报告',
      paragraphs: ['一、组织领导', ...Array<string>(7 + n).fill(PARAGRAPH)],
    });
  reports.set(key, made);
  return made;
}
