import { createHash } from 'node:crypto';
import { templateFor } from '@duban/actions/template-for';
import { describe, expect, it } from 'vitest';
import { filledReport, filledSheet } from '../../../packages/actions/test/sheets.ts';
import { owes } from '../../../packages/actions/test/world.ts';
import type { Checked, Desk, ReceiptView } from '../src/types.js';
import { type House, house } from './support/house.js';
import { clerk, formWith, problemIn } from './support/visitors.js';

const url = (verb: string, obligation = owes('yanzhou')) =>
  `/api/desk/${verb}?obligation=${encodeURIComponent(obligation)}`;
/** 小计 that the parts do not add up to. */
const WRONG = { change: { 'chkHosp.current': 99 } } as const;

const submissions = ({ world }: House) => world.db.selectFrom('submission').selectAll().execute();
const sheet = async (made: House, filling = {}) => ({
  name: '兖州区 统计表（定稿）.xlsx',
  bytes: await filledSheet(made.world, owes('yanzhou'), filling),
});

describe('a hand-in is refused', () => {
  it('for another office, as if it were not there: 404', async () => {
    const made = await house();
    const me = await clerk(made, 'rencheng-a');
    const answer = await me.upload(url('hand-in'), await sheet(made));
    expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'not-yours']);
    expect((await me.upload(url('check'), await sheet(made))).statusCode).toBe(404);
    expect((await me.get(url('template'))).statusCode).toBe(404);
    expect(await submissions(made)).toHaveLength(0);
  });

  it('for an obligation that nobody has: 404', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const answer = await me.upload(url('hand-in', 'no/such/thing'), await sheet(made));
    expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'not-yours']);
  });

  it.each([
    ['no workbook', Buffer.from('<html>')],
    ['empty', Buffer.alloc(0)],
  ])('when the file is %s', async (_, bytes) => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const answer = await me.upload(url('hand-in'), { name: '表.xlsx', bytes });
    expect([answer.statusCode, problemIn(answer).code]).toEqual([400, 'file-not-xlsx']);
    expect(await submissions(made)).toHaveLength(0);
  });

  it('when it is the template of another office: 422', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const bytes = await filledSheet(made.world, owes('rencheng'));
    const answer = await me.upload(url('hand-in'), { name: '表.xlsx', bytes });
    expect([answer.statusCode, problemIn(answer).code]).toEqual([422, 'sheet-other-office']);
  });

  it('without a file, with an unnamed one, with two, and when it is no form at all', async () => {
    const made = await house();
    const { cookie, send } = await clerk(made, 'yanzhou-a');
    const file = { field: 'file', name: 'a.xlsx', bytes: Buffer.from('x') };
    for (const parts of [[], [{ ...file, name: '' }], [{ ...file, field: 'other' }], [file, file]]) {
      const { payload, headers } = formWith(parts);
      const answer = await made.server.inject({
        method: 'POST',
        url: url('hand-in'),
        payload,
        headers: { ...headers, cookie },
      });
      expect([parts.length, answer.statusCode, problemIn(answer).code]).toEqual([parts.length, 400, 'file-missing']);
    }
    const json = await send('POST', url('hand-in'), { file: 'x' });
    expect([json.statusCode, problemIn(json).code]).toEqual([400, 'file-missing']);
  });

  it('without saying for what', async () => {
    const made = await house();
    const answer = await (await clerk(made, 'yanzhou-a')).upload('/api/desk/hand-in', await sheet(made));
    expect([answer.statusCode, problemIn(answer).detail]).toEqual([400, expect.stringContaining('报送任务：没有填')]);
  });
});

describe('checking first (先查后报)', () => {
  it('shows the findings and files nothing', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const answer = await me.upload(url('check'), await sheet(made, WRONG));
    expect(answer.statusCode).toBe(200);
    const { fit, findings } = answer.json<Checked>();
    expect(fit).toBe(false);
    expect(findings.some((finding) => finding.severity === 'E' && finding.place?.cell)).toBe(true);
    expect(await submissions(made)).toHaveLength(0);
    expect((await me.upload(url('check'), await sheet(made))).json<Checked>().fit).toBe(true);
  });
});

describe('a hand-in', () => {
  it('is answered with its receipt: hash of these bytes, campaign time, findings; the Chinese name is kept', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const file = await sheet(made);
    const answer = await me.upload(url('hand-in'), file);
    expect(answer.statusCode).toBe(200);
    const receipt = answer.json<ReceiptView>();
    expect(receipt).toMatchObject({
      submission: `${owes('yanzhou')}#1`,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      outcome: 'checked',
      repeated: false,
    });
    expect((await submissions(made))[0]).toMatchObject({
      file_name: file.name,
      channel: 'web',
      received_by: 'yanzhou-a',
      received_at: receipt.receivedAt,
    });
    const kept = await me.get(`/api/desk/file?submission=${encodeURIComponent(receipt.submission)}`);
    expect(kept.rawPayload.equals(Buffer.from(file.bytes))).toBe(true);
    expect(kept.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(String(kept.headers['content-disposition'])).toContain("filename*=UTF-8''");
    expect(decodeURIComponent(String(kept.headers['content-disposition']))).toMatch(/兖州区.*统计表\.xlsx$/);
  });

  it('keeps of a name only what a file can be called', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    await me.upload(url('hand-in'), { ...(await sheet(made)), name: `C:\\我的文档\\${'表'.repeat(200)}.xlsx` });
    const [kept] = await submissions(made);
    expect(kept?.file_name).toMatch(/^表{145}\.xlsx$/);
  });

  it('that does not add up comes back at once, with a marked workbook, and the page shows both', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const answer = await me.upload(url('hand-in'), await sheet(made, WRONG));
    expect(answer.json<ReceiptView>().outcome).toBe('returned');
    const desk = (await me.get('/api/desk')).json<Desk>();
    const item = desk.offices[0]?.items.find(({ obligation }) => obligation === owes('yanzhou'));
    expect(item).toMatchObject({ open: true, cell: { state: 'returned' }, latest: { version: 1 } });
    expect(item?.decision).toMatchObject({ kind: 'return', hasMarked: true });
    const marked = await me.get(`/api/desk/marked?decision=${encodeURIComponent(item?.decision?.id ?? '')}`);
    expect(marked.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const stranger = await clerk(made, 'rencheng-a');
    const refused = await stranger.get(`/api/desk/marked?decision=${encodeURIComponent(item?.decision?.id ?? '')}`);
    expect(refused.statusCode).toBe(404);
  });

  it.each([2, 8])('of the same bytes, posted %d times at once, is one submission with one receipt', async (times) => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const file = await sheet(made);
    const answers = await Promise.all(Array.from({ length: times }, () => me.upload(url('hand-in'), file)));
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(times).fill(200));
    const receipts = answers.map((answer) => answer.json<ReceiptView>());
    expect(receipts.filter((receipt) => !receipt.repeated)).toHaveLength(1);
    expect(new Set(receipts.map((receipt) => receipt.receiptNo)).size).toBe(1);
    expect(await submissions(made)).toHaveLength(1);
  });

  it('may be a report', async () => {
    const made = await house({ at: '2023-11-28 10:00' });
    const me = await clerk(made, 'yanzhou-a');
    const file = { name: '总结.docx', bytes: await filledReport('yanzhou') };
    const answer = await me.upload(url('hand-in', owes('yanzhou', 'final')), file);
    expect(answer.json<ReceiptView>()).toMatchObject({ outcome: 'checked' });
  });
});

it('the template is the one that the mail carries, under a Chinese name', async () => {
  const made = await house();
  const me = await clerk(made, 'yanzhou-a');
  const answer = await me.get(url('template'));
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.equals(Buffer.from(await templateFor(made.ctx, owes('yanzhou'))))).toBe(true);
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(/兖州区.*\.xlsx/);
  const report = await me.get(url('template', owes('yanzhou', 'final')));
  expect(decodeURIComponent(String(report.headers['content-disposition']))).toMatch(/\.docx/);
});
