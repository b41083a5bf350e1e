// Above 300 lines: one campaign told from launch to report, each test standing on the one before.
import { mkdirSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Board, ObligationView, TaskListed } from '@duban/api/types';
import { at, localDate } from '@duban/base/time';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Live, startLive, until } from '../support/live.js';
import { drawsChinese, openChromium } from './browser.js';
import { type Counties, handIn, linkTo, openCounties, owedBy } from './county.js';
import { type Session, sha256, signedIn } from './http.js';

/** Seed of the counties' figures. */
const NUMBER = 20261124;
const YANZHOU = 'jg-a@yanzhou.example';
/** Where the screenshots of the last run lie. */
const shots = join(repoRoot(import.meta.url), 'apps/cli/.results/shots');

const folder = throwawayFolder('live-test');
let live: Live;
let address: string;
let browser: Browser;
let closeBrowser: () => Promise<void>;
let board: Page;
let clerk: Page;
let bureau: Session;
let counties: Counties;
let campaign: string;
/** Yanzhou's table of the first period. */
let obligation: string;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  live = startLive(join(folder.path, 'data'), '--accelerated');
  const [chromium, ready] = await Promise.all([openChromium(), live.line(({ event }) => event === 'ready')]);
  ({ browser, close: closeBrowser } = chromium);
  address = ready.address ?? '';
  board = await newPage();
  await board.goto(address);
  await board.getByTestId('code').fill(ready.code ?? '');
  await board.getByTestId('sign-in').click();
  await board.getByTestId('seed-jining-2023').waitFor();
  bureau = await colleague('operator');
  counties = await openCounties(address, NUMBER);
}, 180_000);

afterAll(async () => {
  await counties?.county.close();
  await closeBrowser?.();
  live?.child.kill('SIGTERM');
  await live?.ended;
  folder.remove();
});

// What was on the screen, in words: of a run elsewhere only the log is left.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !board) return;
  await shot(board, 'failed');
  console.error(`${board.url()}\n${await board.locator('body').ariaSnapshot()}`);
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  return context.newPage();
}

/** Another signed-in person, by the code that the board gives for a colleague. */
async function colleague(role: string): Promise<Session> {
  return signedIn(address, '/api/session/code', { code: await newCode(), role });
}

async function newCode(): Promise<string> {
  await board.getByTestId('role-menu').click();
  await board.getByTestId('new-code').click();
  const code = (await board.getByTestId('new-code-text').textContent())?.trim() ?? '';
  await board.keyboard.press('Escape');
  return code;
}

const shot = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: join(shots, `${name}.png`) });
const look = (): Promise<Board> => bureau.get<Board>(`/api/campaigns/${campaign}`);
const cellState = (): Promise<string | null> =>
  board.locator(`[data-testid="cell-${obligation}"]`).getAttribute('data-state');

/** What was downloaded; a copy lies beside the screenshots, to be opened and looked at. */
async function bytesOf(download: Promise<Download>): Promise<Buffer> {
  const file = await download;
  await copyFile(await file.path(), join(shots, file.suggestedFilename()));
  return readFile(await file.path());
}

async function choose(page: Page, file: { name: string; bytes: Uint8Array }): Promise<void> {
  const item = page.getByTestId(`item-${obligation}`);
  await item.getByTestId(`file-${obligation}`).setInputFiles({
    name: file.name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(file.bytes),
  });
}

/** Accepts everything that waits for the bureau. */
async function acceptAll(): Promise<number> {
  let count = 0;
  for (const cell of (await look()).offices.flatMap((o) => o.cells)) {
    if (cell?.state !== 'checked') continue;
    await bureau.post('/api/decisions', {
      obligation: cell.obligation,
      submission: `${cell.obligation}#${cell.version}`,
      kind: 'accept',
      reason: '',
    });
    count++;
  }
  return count;
}

/** Everybody but those who have files what is owed under a requirement, and for a table in a period. */
async function everybodyFiles(fits: (obligation: string) => boolean): Promise<void> {
  const clerks = counties.seed.definition.contacts.filter((c) => c.serves.some((s) => s.role === 'A'));
  for (const { email } of clerks) {
    const desk = await counties.desk(bureau, email);
    for (const owed of (await owedBy(desk)).filter(({ item }) => fits(item.obligation))) {
      const receipt = await handIn(desk, owed.item.obligation, await counties.file(desk, owed));
      expect(receipt.outcome, owed.item.obligation).toBe('checked');
    }
  }
}

/** Lets campaign time come to the end of a day, and the workflows do what was due meanwhile. */
async function toEndOf(day: string): Promise<void> {
  const moment = at(localDate(day), '23:59') + 120_000;
  await until(`time jumps behind ${day}`, 30, async () =>
    bureau.post(`/api/campaigns/${campaign}/jump`, { until: moment }).then(
      () => true,
      (refusal: { problem?: { code?: string } }) => {
        // A mail is under way: in a moment it is not.
        if (refusal.problem?.code === 'jump-not-now') return false;
        throw refusal;
      },
    ),
  );
}

/** The chief sends the draft back with a reason; the operator puts a corrected one in its place. */
async function sentBackAndPutRight(): Promise<void> {
  const waiting = async (): Promise<TaskListed | undefined> =>
    (await bureau.get<TaskListed[]>(`/api/campaigns/${campaign}/tasks`)).find((t) => t.state === 'open' && t.hasFile);
  const as = async (role: string): Promise<void> => {
    const menu = board.getByTestId('role-menu');
    const before = (await menu.textContent()) ?? '';
    await menu.click();
    await board.getByTestId(`role-${role}`).click();
    // What says so stands for some seconds: after a second change there are two of it.
    await menu.filter({ hasNotText: before }).waitFor();
  };
  await board.goto(`${address}/#/campaigns/${campaign}/tasks`);
  await as('chief');
  const review = await waiting();
  await board.getByTestId(`task-return-${review?.id}`).click();
  await board.getByLabel('理由').fill('数据口径未说明');
  await board.getByTestId('submit-answer').click();
  await board.getByText('退回理由：数据口径未说明').waitFor();
  await shot(board, '11a-returned');
  await as('operator');
  const redraft = await waiting();
  const draft = await bureau.bytes(`/api/tasks/file?task=${encodeURIComponent(redraft?.id ?? '')}`);
  await board.getByTestId(`task-redraft-${redraft?.id}`).click();
  await board
    .getByTestId('redraft-file')
    .setInputFiles({ name: '总结报告.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(draft) });
  await shot(board, '11b-redraft');
  await board.getByTestId('save-redraft').click();
  await until('it waits for its review again', 15, async () => (await waiting())?.title.startsWith('核稿') === true);
}

describe('Jining, in real time and in the browser', () => {
  it('is launched from its preview: what will be sent to whom is read first, and confirmed', async () => {
    await shot(board, '01-home');
    expect(await drawsChinese(board)).toBe(true);
    await board.getByTestId('seed-jining-2023').getByTestId('preview').click();
    await board.getByTestId('launch').waitFor();
    await shot(board, '02-preview');
    await board.getByTestId('launch').click();
    await board.getByTestId('confirm-launch').waitFor();
    await shot(board, '03-confirm');
    await board.getByTestId('confirm-launch').click();
    await board.getByTestId('matrix').waitFor();
    campaign = /campaigns\/([^/?]+)/.exec(board.url())?.[1] ?? '';
    const { offices, rounds } = await look();
    expect([offices.length, rounds.length]).toEqual([15, 3]);
    obligation = offices.find((o) => o.id === 'yanzhou')?.cells[0]?.obligation ?? '';
    expect(obligation).toContain('/quarterly-table/');
  });

  it('sends its 73 launch messages, each with the recipient’s own link', { timeout: 90_000 }, async () => {
    await until('73 launch mails in the inbox', 75, async () => (await look()).counts.sent === 73);
    const first = await linkTo(bureau, YANZHOU);
    expect(first.startsWith(`${address}/desk#`)).toBe(true);
    expect(await linkTo(bureau, 'jg-a@qufu.example')).not.toBe(first);
    await board.goto(`${address}/#/mailbox?to=${encodeURIComponent(YANZHOU)}`);
    await board.locator('[data-testid^="mail-"]').first().click();
    await board.getByTestId('mail-text').waitFor();
    await shot(board, '04-mailbox');
    await board.goto(`${address}/#/campaigns/${campaign}/progress`);
    await board.getByTestId('matrix').waitFor();
    await shot(board, '05-board');
  });

  it('a clerk opens the mailed link, takes the template, and is told cell by cell what is wrong', {
    timeout: 60_000,
  }, async () => {
    clerk = await newPage();
    await clerk.goto(await linkTo(bureau, YANZHOU));
    const item = clerk.getByTestId(`item-${obligation}`);
    await item.waitFor();
    // The key is not left behind in the address bar, where it would be copied or read over a shoulder.
    expect(clerk.url()).toBe(`${address}/desk`);
    expect(await drawsChinese(clerk)).toBe(true);
    await shot(clerk, '06-desk');
    const download = clerk.waitForEvent('download');
    await item.getByTestId('template').click();
    const template = await bytesOf(download);
    const office = counties.seed.definition.offices.find((o) => o.id === 'yanzhou');
    const [table] = counties.seed.tables;
    if (!office || !table) throw new Error('the seed has no Yanzhou');
    const asked = { office, table, template, previous: {}, name: obligation } as const;
    const wrong = await counties.county.sheet({ ...asked, blunder: 'sum-off' });
    await choose(clerk, { name: '兖州区统计表.xlsx', bytes: wrong.bytes });
    await item.getByTestId('hand-in').click();
    await clerk.getByTestId('findings').waitFor();
    await shot(clerk, '07-findings');
    expect(await clerk.getByTestId('findings').textContent()).toMatch(/检查定点医药机构/);
    const marked = clerk.waitForEvent('download');
    await clerk.getByTestId('marked').first().click();
    expect((await bytesOf(marked)).subarray(0, 2).toString()).toBe('PK');
    await until('the board shows it as returned', 15, async () => (await cellState()) === 'returned');
  });

  it('the corrected sheet is received: receipt with the SHA-256 of its bytes; the same bytes again are the same receipt', {
    timeout: 60_000,
  }, async () => {
    const desk = await counties.desk(bureau, YANZHOU);
    const owed = (await owedBy(desk)).find(({ item }) => item.obligation === obligation);
    if (!owed) throw new Error('Yanzhou owes nothing');
    const file = await counties.file(desk, owed);
    await choose(clerk, file);
    const item = clerk.getByTestId(`item-${obligation}`);
    await item.getByTestId('hand-in').dblclick();
    await clerk.getByTestId('receipt').waitFor();
    const receiptNo = (await clerk.getByTestId('receipt-no').textContent())?.trim();
    expect(receiptNo).toMatch(/^HZ\d{8}-[0-9a-f]{8}$/);
    expect(await clerk.getByTestId('receipt').textContent()).toContain(sha256(file.bytes));
    await shot(clerk, '08-receipt');
    const again = await handIn(desk, obligation, file);
    expect(again).toMatchObject({ receiptNo, repeated: true, sha256: sha256(file.bytes) });
    const { submissions } = await bureau.get<ObligationView>(`/api/obligations/${obligation}`);
    expect(submissions.map((s) => s.version).sort()).toEqual([1, 2]);
    const newest = submissions.find((s) => s.version === 2);
    const kept = await bureau.bytes(`/api/submissions/file?submission=${encodeURIComponent(newest?.id ?? '')}`);
    expect(sha256(kept)).toBe(sha256(file.bytes));
  });

  it('two officers look at it: the first accepts, the second is told what the first decided', {
    timeout: 60_000,
  }, async () => {
    await until('the board shows it as waiting', 15, async () => (await cellState()) === 'checked');
    const second = await newPage();
    await second.goto(address);
    await second.getByTestId('code').fill(await newCode());
    await second.getByTestId('sign-in').click();
    await second.getByTestId('seed-jining-2023').waitFor();
    const drawer = `${address}/#/campaigns/${campaign}/progress?obligation=${encodeURIComponent(obligation)}`;
    for (const page of [board, second]) await page.goto(drawer);
    // Both open the form while the sheet is still undecided; then both submit.
    for (const page of [board, second]) {
      await page.getByTestId('accept').click();
      await page.getByTestId('submit-decision').waitFor();
    }
    await shot(board, '09-obligation');
    await board.getByTestId('submit-decision').click();
    await until('it is accepted', 15, async () => (await cellState()) === 'accepted');
    await second.getByTestId('submit-decision').click();
    await second.getByTestId('conflict').waitFor();
    await shot(second, '10-conflict');
    expect(await second.getByTestId('conflict').textContent()).toMatch(/通过/);
    await second.context().close();
  });

  it('the officer sees what an extra request would do and leaves it; notes an absence and a progress, answers a question, closes a clue and has another one’s time extended', {
    timeout: 60_000,
  }, async () => {
    const { length } = (await look()).rounds;
    const tab = (name: string) => board.goto(`${address}/#/campaigns/${campaign}/${name}`);
    await tab('contacts');
    await board.getByTestId('extra').click();
    await board.getByTestId('extra-title').fill('骨科耗材排查数');
    await board.getByTestId('extra-due').fill('尽快');
    await board.keyboard.press('Enter');
    await board.getByText('请写明几点').waitFor();
    // What was written is still there.
    expect(await board.getByTestId('extra-title').inputValue()).toBe('骨科耗材排查数');
    await board.getByTestId('extra-due').fill('接电后2小时内');
    await board.keyboard.press('Enter');
    await board.getByTestId('what-next').getByText('15 家须在').waitFor();
    await shot(board, '10a-extra');
    await board.getByRole('button', { name: '取消' }).click();
    await board.getByTestId('submit-change').waitFor({ state: 'detached' });
    expect((await look()).rounds).toHaveLength(length);
    await board.getByLabel('查找联系人').fill('泗水');
    await board.getByTestId('absence-sishui-leader').click();
    await board.getByTestId('absent-until').fill('2099-01-01');
    await board.getByTestId('save-absence').click();
    await board.getByTestId('contact-sishui-leader').getByText('外出中').waitFor();
    await shot(board, '10b-contacts');
    await tab('questions');
    await board.getByTestId('add-question').click();
    await board.getByTestId('office').locator('input').click();
    await board.keyboard.type('泗水');
    // An option that is drawn anew under the pointer is not chosen: the list must have been looked up.
    const options = board.locator('.ant-select-item-option');
    await until('泗水县 alone is on the list', 15, async () => (await options.count()) === 1);
    await options.click();
    await board.getByTestId('office').getByText('泗水').waitFor();
    await board.getByTestId('question-text').fill('追回资金填到账数吗？');
    await board.getByTestId('save-question').click();
    await board.getByTestId('answer').click();
    await board.getByTestId('answer-text').fill('填到账数。');
    await board.getByTestId('submit-answer').click();
    await board.getByTestId('guidance-1').waitFor();
    await tab('cases');
    await board.getByTestId('add-clue').click();
    await board.getByTestId('clue-source').fill('群众举报');
    await board.getByTestId('clue-about').fill('重复收费');
    await board.getByTestId('save-clue').click();
    await board.getByTestId('clue-1').getByText('前决定是否立案').waitFor();
    await board.getByTestId('closed-1').click();
    await board.getByTestId('move-outcome').fill('查无此事');
    await board.getByTestId('save-move').click();
    await board.getByTestId('clue-1').getByText('已办结').waitFor();
    // One with 15 working days is called complex first; then a leader's approval is noted down.
    await board.getByTestId('add-clue').click();
    await board.getByTestId('clue-source').fill('省局交办');
    await board.getByTestId('clue-about').fill('疑似虚假住院');
    await board.getByTestId('save-clue').click();
    await board.getByTestId('clue-2').getByText('收到后15个工作日').waitFor();
    await board.getByTestId('extend-2').click();
    await board.getByTestId('make-complex').click();
    await board.getByTestId('clue-2').getByText('收到后30个工作日').waitFor();
    await board.getByTestId('make-complex').waitFor({ state: 'detached' });
    await board.getByTestId('extend-2').click();
    await board.getByTestId('extend-until').fill('2099-01-01');
    await board.getByTestId('extend-reason').fill('等待司法鉴定意见');
    await board.getByTestId('extend-approved-by').fill('分管副局长');
    await board.keyboard.press('Enter');
    await board.getByText('第一次延长最晚到收到后3个月').waitFor();
    const [, limit] = /最晚(\d{4}年\d+月\d+日)/.exec((await board.getByText(/^最晚/).textContent()) ?? '') ?? [];
    const [year, month = '', day = ''] = limit?.match(/\d+/g) ?? [];
    await board.getByTestId('extend-until').fill(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    await shot(board, '10c-extend');
    await board.keyboard.press('Enter');
    await board.getByTestId('extension-2-1').getByText(`第1次延长至${limit}，分管副局长批准`).waitFor();
    await board.getByTestId('clue-2').getByText(`经批准延长至${limit}`).waitFor();
    await shot(board, '10c-extended');
    await board.getByTestId('closed-2').click();
    await board.getByTestId('move-outcome').fill('经查不实');
    await board.getByTestId('save-move').click();
    await board.getByTestId('clue-2').getByText('已办结').waitFor();
    await shot(board, '10c-cases');
    const sishui = obligation.replace('yanzhou', 'sishui');
    await tab(`progress?obligation=${encodeURIComponent(sishui)}`);
    await board.getByTestId('progress').click();
    await board.getByTestId('progress-stage').locator('input').click();
    await board.locator('.ant-select-item-option').filter({ hasText: '待审签' }).click();
    await board.getByTestId('save-progress').click();
    await board.getByText(/待审签.*标注/).waitFor();
    await shot(board, '10d-progress');
    await tab('progress');
  });

  it('when the last day for one table has passed, the round is merged without it; the officer takes in the 补报 that comes', {
    timeout: 240_000,
  }, async () => {
    const [round] = (await look()).rounds;
    const inRound = (id: string): boolean => id.startsWith(`${round?.id}/`);
    const ofSishui = (id: string): boolean => id.endsWith('/sishui');
    await everybodyFiles((id) => inRound(id) && !ofSishui(id));
    expect(await acceptAll()).toBe(13);
    await toEndOf(round?.cutOff ?? '');
    await until('the round is merged', 60, async () => (await look()).rounds[0]?.mergedAt !== null);
    await board.goto(`${address}/#/campaigns/${campaign}/rounds`);
    const workbook = async (): Promise<Buffer> => {
      const download = board.waitForEvent('download');
      await board.getByTestId(`round-workbook-${round?.id}`).click();
      return bytesOf(download);
    };
    const merged = await workbook();
    expect(merged.subarray(0, 2).toString()).toBe('PK');
    await shot(board, '11-rounds');
    await everybodyFiles((id) => inRound(id) && ofSishui(id));
    expect(await acceptAll()).toBe(1);
    await board.getByText('1家汇总后通过，未计入').waitFor();
    await board.getByTestId(`merge-again-${round?.id}`).click();
    await board.getByTestId('submit-answer').click();
    await board.getByText('请写明理由。').waitFor();
    await shot(board, '11c-merge-again');
    await board.getByLabel('理由').fill('泗水县补报已审核通过');
    await board.getByTestId('submit-answer').click();
    await board.getByText('第2次汇总').waitFor();
    await board.getByTestId('submit-answer').waitFor({ state: 'detached' });
    expect(await board.getByTestId(`merge-again-${round?.id}`).count()).toBe(0);
    expect(sha256(await workbook())).not.toBe(sha256(merged));
    await shot(board, '11d-merged-again');
  });

  it('after the second table and the reports, the summary report is sent back, put right, signed by its people and downloaded', {
    timeout: 240_000,
  }, async () => {
    await everybodyFiles(() => true);
    expect(await acceptAll()).toBe(30);
    const last =
      (await look()).rounds
        .map((r) => r.due)
        .sort()
        .at(-1) ?? '';
    await toEndOf(last);
    await until('the report is drafted', 90, async () => (await look()).documents.length === 1);
    await sentBackAndPutRight();
    for (const [role, title] of [
      ['chief', '核稿'],
      ['deputy', '会签'],
      ['leader', '签发'],
    ] as const) {
      const person = await colleague(role);
      const tasks = await person.get<TaskListed[]>(`/api/campaigns/${campaign}/tasks`);
      const task = tasks.find((t) => t.state === 'open' && t.title.startsWith(title));
      expect(task?.assignedTo, title).toBe(role);
      await person.post('/api/tasks/done', { task: task?.id });
    }
    const [document] = (await look()).documents;
    expect(document?.stage).toBe('issued');
    await board.goto(`${address}/#/campaigns/${campaign}/documents`);
    const report = board.waitForEvent('download');
    await board.getByTestId(`document-${document?.id}-docx`).click();
    const bytes = await bytesOf(report);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.length).toBeGreaterThan(20_000);
    await shot(board, '12-documents');
  });

  it('it is closed, and what it leaves behind is downloaded as one package', { timeout: 60_000 }, async () => {
    await board.getByTestId('close').click();
    await shot(board, '13-close');
    await board.getByTestId('submit-answer').click();
    const offered = board.getByTestId('archive');
    await offered.waitFor();
    expect((await look()).status).toBe('closed');
    expect(await board.getByTestId('pause').count()).toBe(0);
    const archive = board.waitForEvent('download');
    await offered.click();
    expect((await bytesOf(archive)).subarray(0, 2).toString()).toBe('PK');
    await shot(board, '14-closed');
  });
});
