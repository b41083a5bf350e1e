import { describe, expect, it } from 'vitest';
import { filledReport } from '../../../packages/actions/test/sheets.ts';
import { CAMPAIGN, moment, owes } from '../../../packages/actions/test/world.ts';
import type { Board, Desk, ObligationView, Registered } from '../src/types.js';
import { type House, house } from './support/house.js';
import { clerk, dataFormWith, officer, problemIn, type Upload, type Visitor } from './support/visitors.js';

const REPORT = owes('yanzhou', 'final');
const AT = '2023-12-06 10:00';
const arrivedAt = moment('2023-12-05 16:00');

/** Posts a form: the details as JSON, beside files. */
function post(
  made: House,
  { cookie }: Visitor,
  { url, data, files = [] }: { url: string; data: unknown; files?: readonly (Upload & { field: string })[] },
) {
  const { payload, headers } = dataFormWith(data, files);
  return made.server.inject({ method: 'POST', url, payload, headers: { ...headers, cookie } });
}

const view = async (who: Visitor, id = REPORT) => (await who.get(`/api/obligations/${id}`)).json<ObligationView>();

describe('代收登记 over HTTP', () => {
  it('takes sheet and proof in one form, shows them, and is confirmed by another officer only', async () => {
    const made = await house({ at: AT });
    const [one, two] = [await officer(made), await officer(made, 'chief')];
    const sheet = { field: 'file', name: '总结.docx', bytes: await filledReport('yanzhou') };
    const proof = { field: 'evidence', name: '截图.png', bytes: Buffer.from('png') };
    const data = { obligation: REPORT, arrivedAt, way: 'group-chat', note: '工作群' };
    const answer = await post(made, one, { url: '/api/registrations', data, files: [sheet, proof] });
    expect(answer.statusCode).toBe(201);
    const { registration, receipt } = answer.json<Registered>();
    expect(receipt).toMatchObject({ submission: `${REPORT}#1`, receivedAt: arrivedAt });
    const evidence = await two.get(`/api/registrations/evidence?registration=${encodeURIComponent(registration)}`);
    expect(evidence.rawPayload.toString()).toBe('png');
    const { submissions } = await view(one);
    expect(submissions[0]?.registration).toMatchObject({ state: 'pending', wayLabel: '工作群', revision: 1 });
    const same = await one.send('POST', '/api/registrations/confirm', { registration });
    expect([same.statusCode, problemIn(same).code]).toEqual([422, 'same-hand']);
    const stale = await two.seeing(9).send('POST', '/api/registrations/confirm', { registration });
    expect([stale.statusCode, problemIn(stale).code]).toEqual([412, 'changed-meanwhile']);
    const confirmed = await two.seeing(1).send('POST', '/api/registrations/confirm', { registration });
    expect(confirmed.statusCode).toBe(204);
    const board = (await two.get(`/api/campaigns/${CAMPAIGN}`)).json<Board>();
    expect(board.offices[1]?.cells[1]).toMatchObject({ registered: 'confirmed', state: 'checked' });
  });

  it('is refused to a deputy, without a sheet, and with details that are none', async () => {
    const made = await house({ at: AT });
    const one = await officer(made);
    const url = '/api/registrations';
    const data = { obligation: REPORT, arrivedAt, way: 'oa', note: '' };
    const deputy = await post(made, await officer(made, 'deputy'), { url, data });
    expect([deputy.statusCode, problemIn(deputy).code]).toEqual([403, 'not-allowed']);
    expect(problemIn(await post(made, one, { url, data })).code).toBe('file-missing');
    const odd = await post(made, one, { url, data: { ...data, way: 'pigeon', arrivedAt: '昨天' } });
    expect([odd.statusCode, problemIn(odd).detail]).toEqual([400, expect.stringContaining('报送渠道：只能是')]);
    expect(problemIn(await post(made, one, { url, data: '{' })).code).toBe('request-unreadable');
    expect(problemIn(await one.send('POST', url, data)).code).toBe('request-unreadable');
  });
});

describe('the desk', () => {
  it('says how far it is, asks for time, takes it back, declares nil; the bureau answers', async () => {
    const made = await house({ at: AT });
    const [me, one] = [await clerk(made, 'yanzhou-a'), await officer(made)];
    const item = async () =>
      (await me.get('/api/desk')).json<Desk>().offices[0]?.items.find(({ obligation }) => obligation === REPORT);
    const progress = { obligation: REPORT, progress: 'sealing' };
    expect((await me.send('POST', '/api/desk/progress', progress)).statusCode).toBe(204);
    expect((await item())?.cell.progress).toBe('sealing');
    const asking = { obligation: REPORT, until: '2023-12-13', reason: '系统切换' };
    const asked = await me.send('POST', '/api/desk/extensions', asking);
    expect(asked.statusCode).toBe(201);
    const { request } = asked.json<{ request: string }>();
    expect((await me.send('POST', '/api/desk/extensions/withdraw', { request })).statusCode).toBe(204);
    const again = (await me.send('POST', '/api/desk/extensions', asking)).json<{ request: string }>();
    expect((await one.send('POST', '/api/extensions/answer', { ...again, grant: true })).statusCode).toBe(204);
    expect(await item()).toMatchObject({ cell: { due: '2023-12-13' }, extension: { state: 'granted' } });
    const nil = { obligation: REPORT, reason: '没有发生数', signedAs: '分管负责人', signerTitle: '副局长' };
    const scan = { field: 'scan', name: '盖章件.pdf', bytes: Buffer.from('%PDF') };
    const declared = await post(made, me, { url: '/api/desk/nil', data: nil, files: [scan] });
    expect(declared.statusCode).toBe(201);
    const { declaration } = declared.json<{ declaration: string }>();
    const query = `declaration=${encodeURIComponent(declaration)}`;
    expect((await me.get(`/api/desk/nil/scan?${query}`)).rawPayload.toString()).toBe('%PDF');
    expect((await one.get(`/api/nil/scan?${query}`)).statusCode).toBe(200);
    expect(await item()).toMatchObject({ owed: false, cell: { state: 'nil' }, nil: { scanName: '盖章件.pdf' } });
    const back = await one.send('POST', '/api/nil/return', { obligation: REPORT, reason: '日报有数' });
    expect(back.statusCode).toBe(204);
    expect(await item()).toMatchObject({ owed: true, cell: { state: 'expected' }, nil: { state: 'returned' } });
  });

  it('is refused for another office’s obligation: 403', async () => {
    const made = await house({ at: AT });
    const stranger = await clerk(made, 'rencheng-a');
    const answers = [
      await stranger.send('POST', '/api/desk/progress', { obligation: REPORT, progress: null }),
      await stranger.send('POST', '/api/desk/extensions', { obligation: REPORT, until: '2023-12-13', reason: '忙' }),
      await post(made, stranger, {
        url: '/api/desk/nil',
        data: { obligation: REPORT, reason: '无', signedAs: '甲', signerTitle: '乙' },
      }),
    ];
    expect(answers.map((answer) => [answer.statusCode, problemIn(answer).code])).toEqual(
      Array(3).fill([404, 'not-yours']),
    );
  });
});

it('the bureau registers nil, ticks an original and takes that back, notes figures, and checks first', async () => {
  const made = await house({ at: AT });
  const one = await officer(made);
  const nil = {
    obligation: REPORT,
    reason: '无',
    signedAs: '分管负责人',
    signerTitle: '副局长',
    arrivedAt,
    way: 'paper',
    note: '第3号',
  };
  expect((await post(made, one, { url: '/api/nil', data: nil })).statusCode).toBe(201);
  const other = owes('rencheng', 'final');
  expect((await one.send('POST', '/api/papers', { obligation: other, arrivedAt })).statusCode).toBe(204);
  expect((await view(one, other)).cell.paperArrivedAt).toBe(arrivedAt);
  expect((await one.send('POST', '/api/papers/undo', { obligation: other, reason: '无章' })).statusCode).toBe(204);
  expect((await one.send('POST', '/api/progress', { obligation: other, progress: 'filling' })).statusCode).toBe(204);
  const quarterly = owes('rencheng', '2023Q4');
  const figures = { obligation: quarterly, figures: [{ measure: 'chkInst', value: 12 }] };
  expect((await one.send('POST', '/api/provisional', figures)).statusCode).toBe(204);
  expect((await view(one, quarterly)).provisional).toMatchObject([{ label: expect.any(String), display: '12家' }]);
  const asked = await one.send('POST', '/api/extensions', {
    obligation: other,
    until: '2023-12-13',
    reason: '电话申请',
  });
  expect(asked.statusCode).toBe(201);
  const file = { name: '总结.docx', bytes: await filledReport('rencheng') };
  const checked = await one.upload(`/api/submissions/check?obligation=${encodeURIComponent(other)}`, file);
  expect(checked.json()).toMatchObject({ fit: true });
  const forms = (await one.get('/api/openapi.json')).json().paths['/api/registrations'].post;
  expect(Object.keys(forms.requestBody.content['multipart/form-data'].schema.properties)).toEqual([
    'data',
    'file',
    'evidence',
  ]);
});
