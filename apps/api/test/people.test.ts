import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, SEEDS } from '../../../packages/actions/test/world.ts';
import type {
  AmendmentPreview,
  Board,
  CaseListed,
  ClueListed,
  ContactListed,
  DocumentStep,
  DueMoved,
  ExtraRequested,
  GuidanceListed,
  Institutions,
  QuestionListed,
  StatusChanged,
} from '../src/types.js';
import { house, temporaryFolder } from './support/house.js';
import { clerk, officer, problemIn } from './support/visitors.js';

const at = (path: string) => `/api/campaigns/${CAMPAIGN}/${path}`;

describe('the status of a campaign', () => {
  it('is changed by whoever saw it as it is, and the answer says what happens next', async () => {
    const made = await house();
    const me = await officer(made);
    const { revision, next } = (await me.get(`/api/campaigns/${CAMPAIGN}`)).json<Board>();
    expect(next.length).toBeGreaterThan(0);
    const stale = await me.seeing(revision + 1).send('POST', at('pause'), { reason: '上级要求' });
    expect([stale.statusCode, problemIn(stale).code]).toEqual([412, 'changed-meanwhile']);
    const paused = await me.seeing(revision).send('POST', at('pause'), { reason: '上级要求' });
    expect(paused.json<StatusChanged>()).toMatchObject({ status: 'paused', next: [] });
    const resumed = (await me.send('POST', at('resume'), {})).json<StatusChanged>();
    expect([resumed.status, resumed.next.length > 0]).toEqual(['running', true]);
    const open = await me.send('POST', at('close'), {});
    expect([open.statusCode, problemIn(open).code]).toEqual([409, 'campaign-open']);
    expect((await me.send('POST', at('close'), { reason: '并入省级行动' })).json()).toMatchObject({ status: 'closed' });
    const again = await me.send('POST', at('pause'), { reason: '上级要求' });
    expect([again.statusCode, problemIn(again).code]).toEqual([409, 'campaign-closed']);
  });

  it('is not changed by a signatory', async () => {
    const made = await house();
    const leader = await officer(made, 'leader');
    for (const verb of ['pause', 'resume', 'close'])
      expect((await leader.send('POST', at(verb), { reason: '不合适' })).statusCode).toBe(403);
  });

  it('can be previewed with a later document before it is amended', async () => {
    const made = await house();
    const me = await officer(made);
    const url = `${at('amendment')}?document=jining-2023&effective=2023-10-15`;
    const preview = (await me.get(url)).json<AmendmentPreview>();
    expect([preview.added, preview.redated, preview.withdrawn, preview.questions]).toEqual([[], [], [], []]);
    expect(preview.untouched).toHaveLength(45);
    expect(preview.next).toEqual((await me.get(`/api/campaigns/${CAMPAIGN}`)).json<Board>().next);
    const amend = () =>
      me.seeing(preview.revision).send('POST', at('amendment'), { document: 'jining-2023', effective: '2023-10-15' });
    expect((await amend()).json()).toMatchObject({ added: [], tell: [] });
    expect((await amend()).statusCode).toBe(412);
    expect((await me.get(`${at('amendment')}?document=no-seed&effective=2023-10-15`)).statusCode).toBe(404);
  });

  it('is amended by a document in the bureau’s own folder', async () => {
    const own = temporaryFolder();
    cpSync(join(SEEDS, 'jining-2023'), join(own, 'later-2023'), { recursive: true });
    const me = await officer(await house({ config: { seeds: { folder: SEEDS, own } } }));
    const document = { document: 'later-2023', effective: '2023-10-15' };
    const preview = await me.get(`${at('amendment')}?${new URLSearchParams(document)}`);
    const { revision, untouched } = preview.json<AmendmentPreview>();
    expect(untouched).toHaveLength(45);
    expect((await me.seeing(revision).send('POST', at('amendment'), document)).statusCode).toBe(200);
  });
});

describe('a change of a running campaign', () => {
  it('is shown first and then done, by whoever saw the campaign as it is', async () => {
    const made = await house();
    const me = await officer(made);
    const board = async () => (await me.get(`/api/campaigns/${CAMPAIGN}`)).json<Board>();
    const { revision, now, rounds } = await board();
    const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
    const extra = { title: '骨科耗材排查数', offices: ['yanzhou'], due: '接电后2小时内' };
    const shown = await me.seeing(revision).send('POST', at('extra'), { ...extra, only: 'show' });
    expect([shown.statusCode, shown.json<ExtraRequested>().offices]).toEqual([200, 1]);
    expect((await board()).rounds).toHaveLength(rounds.length);
    const unclear = await me.send('POST', at('extra'), { ...extra, only: 'show', due: '尽快' });
    expect([unclear.statusCode, problemIn(unclear).code]).toEqual([400, 'urgent-unclear']);
    expect((await me.seeing(revision).send('POST', at('extra'), { ...extra, only: 'do' })).statusCode).toBe(200);
    expect((await board()).rounds).toHaveLength(rounds.length + 1);
    const last = rounds.at(-1);
    const move = { round: last?.id, due: last?.cutOff, cutOff: last?.cutOff, reason: '省局推迟', only: 'do' };
    expect(today < (last?.cutOff ?? '')).toBe(true);
    expect((await me.seeing(revision).send('POST', at('due'), move)).statusCode).toBe(412);
    expect((await me.send('POST', at('due'), move)).json<DueMoved>().redated).toBe(15);
  });
});

describe('contacts', () => {
  it('are listed, added, corrected, sent away, handed over and removed', async () => {
    const made = await house();
    const me = await officer(made);
    const listed = async (id: string) =>
      (await me.get(at('contacts'))).json<ContactListed[]>().find((contact) => contact.id === id);
    const person = { title: '兖州区医保局副科长', email: 'c@yanzhou.example', phone: '0537-0000123' };
    const serves = [{ office: 'yanzhou', role: 'B' }];
    const added = await me.send('POST', at('contacts'), { ...person, serves });
    expect([added.statusCode, added.json()]).toEqual([201, { contact: 'yanzhou-b-2' }]);
    const contact = at('contacts/yanzhou-b-2');
    const bad = await me.send('PATCH', contact, { phone: '没有' });
    expect([bad.statusCode, problemIn(bad).code]).toEqual([400, 'entry-invalid']);
    // Quotes are a matter of the directory's file, not of a form.
    expect(problemIn(bad).detail).toBe('联系人不能登记：电话应为数字和连字符组成的电话号码。请改正后再保存。');
    expect((await me.seeing(1).send('PATCH', contact, { phone: '0537-0000124' })).statusCode).toBe(204);
    expect((await me.seeing(1).send('PATCH', contact, { phone: '0537-0000125' })).statusCode).toBe(412);
    const away = await me.send('POST', `${contact}/absences`, { from: '2023-10-10', until: '2023-10-12' });
    expect(away.statusCode).toBe(201);
    expect(await listed('yanzhou-b-2')).toMatchObject({
      phone: '0537-0000124',
      serves: [{ office: 'yanzhou', role: 'B', name: '兖州区' }],
      absences: [{ from: '2023-10-10' }],
    });
    expect((await me.send('POST', '/api/absences/withdraw', away.json())).statusCode).toBe(204);
    const successor = { ...person, email: 'd@yanzhou.example' };
    const over = await me.send('POST', `${contact}/handover`, { from: '2023-10-16', successor });
    expect(over.json()).toEqual({ contact: 'yanzhou-b-3' });
    expect(await listed('yanzhou-b-2')).toMatchObject({ until: '2023-10-15', absences: [] });
    expect((await me.send('POST', at('contacts/yanzhou-b-3/remove'), {})).statusCode).toBe(204);
    expect((await me.send('POST', at('contacts/nobody/remove'), {})).statusCode).toBe(404);
  });

  it('are none of a signatory’s or a clerk’s business', async () => {
    const made = await house();
    expect((await (await officer(made, 'deputy')).get(at('contacts'))).statusCode).toBe(403);
    expect((await (await clerk(made, 'yanzhou-a')).get(at('contacts'))).statusCode).toBe(401);
  });
});

describe('口径说明', () => {
  it('answers a clerk’s question for all: asked on the desk, numbered, revised, withdrawn', async () => {
    const made = await house();
    const me = await officer(made);
    const yanzhou = await clerk(made, 'yanzhou-a');
    const weishan = await clerk(made, 'weishan-a');
    const ask = { office: 'yanzhou', requirement: 'quarterly-table', text: '约谈算不算处理？' };
    expect((await weishan.send('POST', '/api/desk/questions', ask)).statusCode).toBe(404);
    expect((await yanzhou.send('POST', '/api/desk/questions', { ...ask, text: ' ' })).statusCode).toBe(400);
    const { question } = (await yanzhou.send('POST', '/api/desk/questions', ask)).json<{ question: string }>();
    expect((await weishan.get('/api/desk/questions')).json()).toEqual([]);
    expect((await yanzhou.get('/api/desk/questions')).json<QuestionListed[]>()).toMatchObject([{ number: null }]);
    const answer = { question, answer: '算。' };
    const published = (await me.send('POST', '/api/questions/answer', answer)).json<{ guidance: string }>();
    expect(published).toMatchObject({ number: 1 });
    expect((await me.send('POST', '/api/questions/answer', answer)).statusCode).toBe(409);
    const seen = async () => (await weishan.get('/api/desk/guidance')).json<GuidanceListed[]>();
    expect(await seen()).toMatchObject([{ number: 1, text: '算。', form: '统计表' }]);
    const { guidance } = published;
    await me.send('POST', '/api/guidance/revise', { guidance, text: '不算。', reason: '省局口径有变' });
    expect(await seen()).toMatchObject([{ version: 2, text: '不算。', reason: '省局口径有变' }]);
    await me.send('POST', '/api/guidance/withdraw', { guidance, reason: '以省局为准' });
    expect((await me.get(at('guidance'))).json()).toMatchObject([{ state: 'withdrawn' }]);
    const phoned = await me.send('POST', at('questions'), { ...ask, requirement: null });
    expect(phoned.statusCode).toBe(201);
    expect((await me.get(at('questions'))).json<QuestionListed[]>()[0]).toMatchObject({ channel: 'phone' });
  });
});

describe('clues and cases', () => {
  it('stand on a roster: imported, registered, moved, filed', async () => {
    const made = await house();
    const me = await officer(made);
    const roster = Buffer.from('机构代码,机构名称,类别,所属区县\nH1,兖州区医院,民营,兖州区\n');
    const imported = await me.upload('/api/institutions', { name: '名录.csv', bytes: roster });
    expect(imported.json()).toEqual({ added: 1, changed: 0, same: 0 });
    expect((await me.get('/api/institutions?district=兖州区')).json<Institutions>().total).toBe(1);
    const clue = { source: '12345', level: 'city', receivedOn: '2023-10-08', about: '疑似虚假住院', institution: 'H1' };
    const registered = await me.send('POST', at('clues'), { ...clue, amount: 1.5 });
    expect(registered.statusCode).toBe(400);
    const { clue: id } = (await me.send('POST', at('clues'), { ...clue, amount: 100 })).json<{ clue: string }>();
    expect((await me.send('POST', '/api/clues/state', { clue: id, state: 'verifying' })).statusCode).toBe(204);
    const opened = { clue: id, institution: 'H1', about: '虚假住院', openedOn: '2023-10-09' };
    expect((await me.send('POST', at('cases'), opened)).json()).toMatchObject({ number: 1 });
    expect((await me.get(at('clues'))).json<ClueListed[]>()).toMatchObject([
      { state: 'filed', cases: [1], major: false, decideBy: null },
    ]);
    expect((await me.get(at('cases'))).json<CaseListed[]>()).toMatchObject([{ institution: { name: '兖州区医院' } }]);
    const leader = await officer(made, 'leader');
    expect((await leader.get(at('clues'))).statusCode).toBe(403);
  });

  it('have more time once a leader approved it: extended by whoever saw the clue as it is, and the list says why', async () => {
    const made = await house();
    const me = await officer(made);
    const clue = { source: '省局交办', level: 'province', receivedOn: '2023-09-13', about: '疑似虚假住院' };
    const { clue: id } = (await me.send('POST', at('clues'), clue)).json<{ clue: string }>();
    const url = '/api/clues/extension';
    const more = { clue: id, until: '2023-12-14', reason: '等待司法鉴定意见', approvedBy: '分管副局长' };
    const ordinary = await me.send('POST', url, more);
    expect([ordinary.statusCode, problemIn(ordinary).code]).toEqual([409, 'clue-not-complex']);
    const complex = { clue: id, state: 'registered', complex: true };
    expect((await me.send('POST', '/api/clues/state', complex)).statusCode).toBe(204);
    const far = await me.send('POST', url, more);
    expect([far.statusCode, problemIn(far).code]).toEqual([400, 'clue-extension-first']);
    expect((await me.send('POST', url, { ...more, approvedBy: ' ' })).statusCode).toBe(400);
    const [seen] = (await me.get(at('clues'))).json<ClueListed[]>();
    expect(seen).toMatchObject({
      decideBasis: '收到后30个工作日',
      extendable: { first: '2023-12-13' },
      extensions: [],
    });
    const approved = { ...more, until: '2023-12-13' };
    const { revision = 0 } = seen ?? {};
    expect((await me.seeing(revision + 1).send('POST', url, approved)).statusCode).toBe(412);
    expect((await me.seeing(revision).send('POST', url, approved)).statusCode).toBe(204);
    expect((await me.get(at('clues'))).json<ClueListed[]>()).toMatchObject([
      {
        ...{ decideBy: '2023-12-13', decideBasis: '经批准延长至2023年12月13日', revision: revision + 1 },
        extensions: [{ until: '2023-12-13', approvedBy: '分管副局长', beyondPrinciple: false }],
      },
    ]);
    const leader = await officer(made, 'leader');
    expect((await leader.send('POST', url, approved)).statusCode).toBe(403);
  });
});

describe('a document', () => {
  it('has its steps; what is no document cannot be returned or redrafted', async () => {
    const made = await house();
    const chief = await officer(made, 'chief');
    const steps = (await chief.get('/api/documents/steps?document=none')).json<DocumentStep[]>();
    expect(steps).toEqual([]);
    const returned = await chief.send('POST', '/api/tasks/return', { task: 'none', reason: '有误' });
    expect([returned.statusCode, problemIn(returned).code]).toEqual([404, 'task-unknown']);
    const file = { name: '总结报告.docx', bytes: Buffer.from('x') };
    expect((await chief.upload('/api/tasks/redraft?task=none', file)).statusCode).toBe(404);
  });
});
