import { amendCampaign } from '@duban/actions/amend-campaign';
import type { Seed } from '@duban/actions/load-seed';
import { mergeRound } from '@duban/actions/merge-round';
import type { LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';
import { type Answer, type Requirement, urgentDocument, urgentRequest } from '@duban/campaign';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  chief,
  clerkOf,
  jining,
  jiningWorld,
  moment,
  obligation,
  operator,
  owes,
  round,
  roundOf,
  type World,
} from './world.ts';

const DAY = localDate('2023-11-15');
const NOW = moment('2023-11-15 09:00');
const said = (question: string, value: string): Answer => ({ question, value, by: '科长', on: DAY, reason: '定' });

/** A second notice of Jining: other requirements, and what it withdraws. */
function second(change: Partial<Seed['definition']>, more: { withdraw?: string[]; answers?: Answer[] } = {}): Seed {
  const { definition } = jining;
  const { withdraw = [], answers = [] } = more;
  const notice = { ...definition.notice, number: '济医保发〔2023〕20号', date: DAY };
  return {
    definition: {
      ...definition,
      requirements: [],
      ...change,
      notice: { ...notice, extends: { campaign: CAMPAIGN, number: definition.notice.number, withdraw } },
    },
    answers,
    tables: [],
  };
}

const final = jining.definition.requirements.find((r) => r.id === 'final-report') as Requirement;
const amend = ({ ctx }: World, document: Seed, effective: LocalDate = DAY) =>
  amendCampaign(ctx, { campaign: CAMPAIGN, document, effective, actor: operator, now: NOW });
const everything = async ({ db }: World) => ({
  campaign: await db.selectFrom('campaign').selectAll().execute(),
  rounds: await db.selectFrom('round').selectAll().orderBy('id').execute(),
  obligations: await db.selectFrom('obligation').selectAll().orderBy('id').execute(),
});

describe('an amendment is refused, and changes nothing', () => {
  it('to an office, for a campaign there is not, and for one that is closed', async () => {
    const world = await jiningWorld();
    const document = second({});
    const input = { campaign: CAMPAIGN, document, effective: DAY, now: NOW };
    await expect(amendCampaign(world.ctx, { ...input, actor: clerkOf('yanzhou') })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(amendCampaign(world.ctx, { ...input, campaign: 'atlantis', actor: operator })).rejects.toMatchObject({
      code: 'campaign-unknown',
    });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(amend(world, document)).rejects.toMatchObject({ code: 'campaign-closed' });
  });

  it('while the document leaves something open, and when an answer answers nothing', async () => {
    const world = await jiningWorld();
    const before = await everything(world);
    const added: Requirement = { ...final, id: 'extra-report', title: '补充报告', due: null };
    await expect(amend(world, second({ requirements: [added] }))).rejects.toMatchObject({ code: 'question-open' });
    const unasked = second({}, { answers: [said('extra-report/final/due', '2023-12-01')] });
    await expect(amend(world, unasked)).rejects.toMatchObject({ code: 'answer-unknown' });
    expect(await everything(world)).toEqual(before);
  });
});

describe('an amendment that says nothing new', () => {
  it('leaves every round and obligation as it is', async () => {
    const world = await jiningWorld();
    const before = await everything(world);
    const done = await amend(world, second({ requirements: jining.definition.requirements }));
    expect([done.added, done.redated, done.withdrawn, done.past, done.tell]).toEqual([[], [], [], [], []]);
    expect(done.untouched).toHaveLength(45);
    const { rounds, obligations } = await everything(world);
    expect({ rounds, obligations }).toEqual({ rounds: before.rounds, obligations: before.obligations });
  });
});

describe('a later due of the final report', () => {
  const document = second(
    { requirements: [{ ...final, due: localDate('2023-12-20') }] },
    {
      answers: [said('final-report/final/cut-off', '2023-12-28')],
    },
  );

  it('moves what is still owed, and begins the chasing anew', async () => {
    const world = await jiningWorld();
    const done = await amend(world, document);
    expect(done.redated).toHaveLength(15);
    expect([done.added, done.withdrawn]).toEqual([[], []]);
    expect(await obligation(world, owes('yanzhou', 'final'))).toMatchObject({
      original_due: '2023-12-20',
      due: '2023-12-20',
      chase_due: '2023-12-20',
      arm: 1,
      state: 'expected',
    });
    expect(await round(world, 'final')).toMatchObject({ due: '2023-12-20', cut_off: '2023-12-28' });
  });

  it('keeps an extension that reaches further', async () => {
    const world = await jiningWorld();
    const long = { due: '2023-12-25' as LocalDate, chase_due: '2023-12-25' as LocalDate };
    await world.db.updateTable('obligation').set(long).where('id', '=', owes('yanzhou', 'final')).execute();
    await amend(world, document);
    expect(await obligation(world, owes('yanzhou', 'final'))).toMatchObject({ original_due: '2023-12-20', ...long });
  });

  it('is told by an event and pokes the campaign, the offices and the round', async () => {
    const world = await jiningWorld();
    await world.db.deleteFrom('poke').execute();
    await amend(world, document);
    expect((await eventsOf(world.db, CAMPAIGN)).at(-1)).toMatchObject({
      kind: 'campaign-amended',
      actor: '基金监管科经办人',
      data: { number: '济医保发〔2023〕20号', effective: '2023-11-15', redated: 15, added: 0, withdrawn: 0 },
    });
    const poked = await world.db.selectFrom('poke').select('workflow').execute();
    const count = (workflow: string) => poked.filter((p) => p.workflow === workflow).length;
    expect(['campaign', 'office', 'round', 'report'].map(count)).toEqual([1, 15, 1, 1]);
  });
});

describe('history', () => {
  it('stays: accepted and merged sheets, their figures and their punctuality, whatever the document says', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    await mergeRound(world.ctx, { round: roundOf(), actor: chief, now: moment('2023-10-19 09:00') });
    const before = await obligation(world, owes('yanzhou'));
    const merged = await round(world);
    // The whole campaign goes on until the end of 2024: Q3 of 2023 is asked for again by the document's words.
    const phases = jining.definition.phases.map((p) =>
      p.id === 'summary' ? { ...p, end: localDate('2024-06-30') } : p,
    );
    const done = await amend(
      world,
      second(
        { phases, requirements: jining.definition.requirements },
        {
          answers: [
            said('quarterly-table/2024Q1/due', '2024-04-10'),
            said('quarterly-table/2024Q1/cut-off', '2024-04-18'),
            said('quarterly-table/2024Q2/due', '2024-07-10'),
            said('quarterly-table/2024Q2/cut-off', '2024-07-18'),
          ],
        },
      ),
    );
    expect(await obligation(world, owes('yanzhou'))).toEqual(before);
    expect(await round(world)).toEqual(merged);
    expect(await obligation(world, owes('rencheng'))).toMatchObject({ state: 'expected', due: '2023-10-10', arm: 0 });
    // Two more quarters of fifteen offices; Q4 now has its whole quarter, so its data date moves.
    expect(done.added).toHaveLength(30);
    expect(await round(world, '2023Q4')).toMatchObject({ as_of: '2023-12-31', due: '2023-12-10' });
  });

  it('is not made up: what would have been due before the day the document takes effect is nobody’s', async () => {
    const world = await jiningWorld();
    const monthly: Requirement = {
      ...final,
      id: 'monthly',
      title: '月报',
      frequency: 'monthly',
      due: null,
      since: localDate('2023-09-01'),
    };
    const done = await amend(
      world,
      second(
        { requirements: [monthly] },
        {
          answers: [
            said('monthly/*/due', '次月5日前'),
            said('monthly/*/cut-off', '3个工作日'),
            said('monthly/2023-12/as-of', '2023-12-10'),
          ],
        },
      ),
    );
    expect(done.past).toHaveLength(2 * 15);
    expect(done.added).toHaveLength(2 * 15);
    const periods = await world.db
      .selectFrom('round')
      .select('period')
      .where('requirement', '=', 'monthly')
      .orderBy('period')
      .execute();
    expect(periods.map((p) => p.period)).toEqual(['2023-11', '2023-12']);
  });
});

describe('a requirement that the document withdraws', () => {
  it('is withdrawn where it is still owed, its round closed, and its calls taken off the list', async () => {
    const world = await jiningWorld();
    const done = await amend(world, second({}, { withdraw: ['final-report'] }));
    expect(done.withdrawn).toHaveLength(15);
    expect(await obligation(world, owes('yanzhou', 'final'))).toMatchObject({ state: 'withdrawn' });
    expect((await round(world, 'final')).merged_at).toBe(NOW);
    expect(await obligation(world, owes('yanzhou', '2023Q4'))).toMatchObject({ state: 'expected' });
  });
});

describe('an office that joins', () => {
  it('owes what is still to come, not what is over', async () => {
    const world = await jiningWorld();
    const [first] = jining.definition.offices;
    const [contact] = jining.definition.contacts;
    if (!first || !contact) throw new Error('Jining has offices');
    const office = { ...first, id: 'beihu', name: '北湖省级旅游度假区', shortName: '北湖', code: null };
    const done = await amend(
      world,
      second({
        offices: [office],
        contacts: [
          { ...contact, id: 'beihu-a', serves: [{ office: 'beihu', role: 'A' }] },
          { ...contact, phone: '0537-1' },
        ],
      }),
    );
    expect([...done.added].sort()).toEqual([owes('beihu', '2023Q4'), owes('beihu', 'final')].sort());
    expect(done.past).toEqual([owes('beihu')]);
    expect(done.tell).toEqual(['beihu']);
    const people = await world.db.selectFrom('contact').select(['id', 'phone']).execute();
    expect(people).toHaveLength(jining.definition.contacts.length + 1);
    expect(people.find(({ id }) => id === contact.id)?.phone).toBe('0537-1');
  });
});

describe('加报', () => {
  it('goes into the running campaign as one more round of the offices asked', async () => {
    const world = await jiningWorld();
    const urgent = urgentRequest(jining.definition, {
      title: '骨科耗材排查数',
      offices: ['yanzhou', 'rencheng'],
      due: '今日17:00前',
      now: NOW,
      by: '基金监管科科长',
    });
    const document = { definition: urgentDocument(jining.definition, urgent), answers: urgent.answers, tables: [] };
    const done = await amend(world, document);
    expect(done.added).toHaveLength(2);
    expect([done.redated, done.withdrawn, done.past]).toEqual([[], [], []]);
    // It answers what will happen next, by the rules the workflows wait by: both are asked for it before anything else.
    expect(done.next.some(({ what }) => what.includes('骨科耗材排查数'))).toBe(true);
    expect(done.next.map(({ at }) => at)).toEqual(done.next.map(({ at }) => at).sort((a, b) => a - b));
  });
});
