import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Board, CampaignListed, Desk, Mail, Mailbox } from '@duban/api/types';
import { systemClock } from '@duban/base/clock';
import { chineseDate, dateOf } from '@duban/base/time';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Live, startLive, until } from '../support/live.js';
import { openChromium } from './browser.js';
import { linkTo } from './county.js';
import { type Session, signedIn } from './http.js';
import { type OwnCampaign, writeOwnCampaign } from './own-campaign.js';

const NAME = 'guke-jiancha';
const OVER = '阶段小结';
const shots = join(repoRoot(import.meta.url), 'apps/cli/.results/shots');
const folder = throwawayFolder('own-campaign-test');
let live: Live;
let address: string;
let browser: Browser;
let closeBrowser: () => Promise<void>;
let page: Page;
let own: OwnCampaign;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  const seeds = join(folder.path, '方案');
  own = writeOwnCampaign(seeds, NAME, dateOf(systemClock.now()));
  mkdirSync(join(seeds, 'half-written'));
  writeFileSync(join(seeds, 'half-written/campaign.yaml'), 'id: half-written\n');
  live = startLive(join(folder.path, 'data'), '--seeds', seeds);
  const [chromium, ready] = await Promise.all([openChromium(), live.line(({ event }) => event === 'ready')]);
  ({ browser, close: closeBrowser } = chromium);
  address = ready.address ?? '';
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  page = await context.newPage();
  await page.goto(address);
  await page.getByTestId('code').fill(ready.code ?? '');
  await page.getByTestId('sign-in').click();
}, 180_000);

afterAll(async () => {
  await closeBrowser?.();
  live?.child.kill('SIGTERM');
  await live?.ended;
  folder.remove();
});

// What was on the screen, in words: of a run elsewhere only the log is left.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !page) return;
  await shot('own-failed');
  console.error(`${page.url()}\n${await page.locator('body').ariaSnapshot()}`);
});

const shot = (name: string): Promise<Buffer> => page.screenshot({ path: join(shots, `${name}.png`) });

/** Another signed-in officer, by the code that the board gives for a colleague. */
async function colleague(): Promise<Session> {
  await page.getByTestId('role-menu').click();
  await page.getByTestId('new-code').click();
  const code = (await page.getByTestId('new-code-text').textContent())?.trim() ?? '';
  await page.keyboard.press('Escape');
  return signedIn(address, '/api/session/code', { code, role: 'operator' });
}

/** Every mail to the clerk of an office. */
async function mailsTo(bureau: Session, clerk: string): Promise<Mail[]> {
  const { mails } = await bureau.get<Mailbox>(`/api/mailbox?to=${encodeURIComponent(clerk)}`);
  return Promise.all(mails.map(({ sequence }) => bureau.get<Mail>(`/api/mailbox/${sequence}`)));
}

it('the bureau’s own campaign stands beside the notices of the program with the dates it has; a half-written one says what it lacks', async () => {
  const card = page.getByTestId(`seed-${NAME}`);
  await card.waitFor();
  await shot('own-01-home');
  expect(await card.textContent()).toContain(`${chineseDate(own.issued, true)}印发，日期不变`);
  expect(await page.getByTestId('seed-jining-2023').textContent()).toContain('整体后移');
  expect(await page.getByTestId('seed-half-written').textContent()).toContain('没有这个文件');
});

it('its preview says which due is past and asked of nobody, and lists only what is still asked', async () => {
  await page.getByTestId(`seed-${NAME}`).getByTestId('preview').click();
  await page.getByTestId('launch').waitFor();
  await page.getByText(`时限已过，不要求报送：${OVER}（${chineseDate(own.overSince, true)}）`).waitFor();
  await page.getByText('启动时已经到期的不算任何单位迟报').waitFor();
  // Between number and sentence a gap: a line's end in the source would swallow it.
  expect(await page.locator('body').textContent()).toContain('〔2026〕3号　将向 2 名填报人员发送 2 封邮件');
  await shot('own-02-preview');
  await page.getByRole('tab', { name: '期次与时限（1）' }).click();
  const rounds = page.getByRole('tabpanel', { name: '期次与时限' });
  await rounds.getByText('检查总结').waitFor();
  expect(await rounds.textContent()).not.toContain(OVER);
  await shot('own-03-rounds');
  await page.getByRole('tab', { name: '日期与阶段' }).click();
  const dates = page.getByRole('tabpanel', { name: '日期与阶段' });
  await dates.getByText(chineseDate(own.issued, true)).first().waitFor();
  expect(await dates.textContent()).not.toContain('移');
});

it('launched, nobody is late: board, mails and desk know only what is still asked', { timeout: 120_000 }, async () => {
  await page.getByTestId('launch').click();
  await page.getByTestId('confirm-launch').click();
  const matrix = page.getByTestId('matrix');
  await matrix.waitFor();
  const bureau = await colleague();
  const board = () => bureau.get<Board>(`/api/campaigns/${NAME}`);
  await until('the launch mails have left', 60, async () => (await board()).counts.sent === 2);
  const { rounds, offices, next } = await board();
  expect(rounds.map(({ what, due }) => [what, due])).toEqual([['检查总结', own.due]]);
  expect(offices.flatMap(({ cells }) => cells.map((cell) => cell?.state))).toEqual(['expected', 'expected']);
  expect(JSON.stringify(next)).not.toContain(OVER);
  const [listed] = await bureau.get<CampaignListed[]>('/api/campaigns');
  expect(listed).toMatchObject({ id: NAME, obligations: 2, overdue: 0 });
  const mails = [...(await mailsTo(bureau, 'a@dong.example')), ...(await mailsTo(bureau, 'a@xi.example'))];
  expect(mails).toHaveLength(2);
  for (const { text } of mails) {
    expect(text).toContain('检查总结');
    expect(text).not.toContain(OVER);
  }
  const token = (await linkTo(bureau, 'a@dong.example')).split('#')[1] ?? '';
  const desk = await (await signedIn(address, '/api/session/link', { token })).get<Desk>('/api/desk');
  expect(desk.offices.flatMap(({ items }) => items.map(({ what }) => what))).toEqual(['检查总结']);
  expect(await matrix.locator('thead').textContent()).toMatch(/^填报单位检查总结/);
  await shot('own-04-board');
  await page.goto(`${address}/#/`);
  await page.getByTestId(`campaign-${NAME}`).getByText('没有逾期').waitFor();
  await page.getByTestId(`seed-${NAME}`).getByText('已启动').waitFor();
});
