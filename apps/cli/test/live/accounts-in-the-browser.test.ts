import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@duban/base/clock';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareEnvironment, type Live, startLive } from '../support/live.js';
import { runDuban } from '../support/run-duban.js';
import { openChromium } from './browser.js';

const PASSWORD = '石榴 umbrella 七点半';
const shots = join(repoRoot(import.meta.url), 'apps/cli/.results/shots');
const folder = throwawayFolder('accounts-test');
let live: Live;
let address: string;
let browser: Browser;
let closeBrowser: () => Promise<void>;
let administrator: Page;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  live = startLive(join(folder.path, 'data'));
  const [chromium, ready] = await Promise.all([openChromium(), live.line(({ event }) => event === 'ready')]);
  ({ browser, close: closeBrowser } = chromium);
  address = ready.address ?? '';
  administrator = await newPage();
  await administrator.getByTestId('code').fill(ready.code ?? '');
  await administrator.getByTestId('sign-in').click();
}, 180_000);

afterAll(async () => {
  await closeBrowser?.();
  live?.child.kill('SIGTERM');
  await live?.ended;
  folder.remove();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** What the app shows now, or half a minute from now: a code is taken once only, and phones may be half a minute ahead. */
const appCode = (secret: string, aheadMs = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: systemClock.now() + aheadMs });

const secretOn = async (page: Page): Promise<string> =>
  (await page.getByTestId('totp-secret').textContent())?.trim() ?? '';

/** The administrator makes an account; answers nothing but that it is in the list. */
async function create(login: string, kind: 'bureau' | 'admin'): Promise<void> {
  await administrator.getByTestId('new-account').click();
  await administrator.getByTestId(`kind-${kind}`).click();
  await administrator.getByTestId('new-login').fill(login);
  await administrator.getByTestId('new-title').fill('基金监管科经办人（二）');
  await administrator.getByTestId('create-account').click();
  await administrator.getByTestId(`account-${login}`).waitFor();
}

/** The code of an account, as the administrator reads it out. */
async function codeOf(login: string): Promise<string> {
  await administrator.getByTestId(`code-${login}`).click();
  const code = (await administrator.getByTestId('account-code-text').textContent())?.trim() ?? '';
  await administrator.keyboard.press('Escape');
  await administrator.getByTestId('account-code-text').waitFor({ state: 'detached' });
  return code;
}

/** Somebody's first sign-in: code, password, app, recovery codes; then through the door. */
async function firstSignIn(login: string): Promise<Page> {
  const code = await codeOf(login);
  const page = await newPage();
  await page.getByTestId('set-up').click();
  await page.getByTestId('account-code').fill(code);
  await page.getByTestId('setup-next').click();
  await page.getByTestId('new-password').fill(PASSWORD);
  const secret = await secretOn(page);
  await page.getByTestId('first-code').fill(appCode(secret));
  await page.screenshot({ path: join(shots, `accounts-set-up-${login}.png`), fullPage: true });
  await page.getByTestId('setup-next').click();
  await page.getByTestId('recovery-kept').click();
  await page.getByTestId('login').fill(login);
  await page.getByTestId('password').fill(PASSWORD);
  await page.getByTestId('sign-in').click();
  await page.getByTestId('factor').fill(appCode(secret, 30_000));
  await page.getByTestId('sign-in').click();
  return page;
}

it('the trial ends with the first administrator, who sees accounts and nothing of the bureau’s business', {
  timeout: 120_000,
}, async () => {
  await administrator.getByTestId('seed-jining-2023').waitFor();
  await administrator.getByRole('link', { name: '建立管理员账户' }).click();
  await administrator.getByTestId('login').fill('admin1');
  await administrator.getByTestId('make-administrator').click();
  await administrator.getByTestId('new-password').fill('unbelievable');
  const secret = await secretOn(administrator);
  await administrator.getByTestId('first-code').fill(appCode(secret));
  await administrator.getByTestId('make-administrator').click();
  await administrator.getByText('在泄露过的常用口令里').waitFor();
  await administrator.screenshot({ path: join(shots, 'accounts-administrator.png'), fullPage: true });
  await administrator.getByTestId('new-password').fill(PASSWORD);
  await administrator.getByTestId('make-administrator').click();
  await administrator.getByTestId('recovery-codes').waitFor();
  expect(await administrator.getByTestId('recovery-codes').locator('li').count()).toBe(10);
  await administrator.getByTestId('recovery-kept').click();
  await administrator.getByTestId('account-admin1').waitFor();
  expect(await administrator.getByRole('link', { name: '推演' }).count()).toBe(0);
  // The terminal opens the board no more; it names an account.
  const data = ['--data', join(folder.path, 'data')];
  const trial = await runDuban(['code', ...data], bareEnvironment());
  expect(trial).toMatchObject({ code: 2, stderr: expect.stringContaining('npx duban code --account') });
  const named = await runDuban(['code', '--account', 'admin1', ...data], bareEnvironment());
  expect(named).toMatchObject({ code: 0, stdout: expect.stringMatching(/账户 admin1 的账户码 [2-9A-HJ-NP-Z-]{14}/) });
});

it('an officer comes in by the hands of two administrators, and is out when a function is taken', {
  timeout: 180_000,
}, async () => {
  await create('safety1', 'admin');
  await administrator.getByTestId('appoint-safety1').click();
  const safety = await firstSignIn('safety1');
  await create('li.fang', 'bureau');
  await safety.getByTestId('grant-li.fang').click();
  await safety.getByTestId('grant-operator').click();
  await safety.getByTestId('account-li.fang').getByText('经办人', { exact: true }).waitFor();
  await safety.screenshot({ path: join(shots, 'accounts-list.png'), fullPage: true });
  const officer = await firstSignIn('li.fang');
  await officer.getByTestId('seed-jining-2023').waitFor();
  await officer.getByTestId('role-menu').click();
  await officer.getByTestId('own-account').click();
  await officer.getByTestId('sessions').waitFor();
  await officer.screenshot({ path: join(shots, 'accounts-own.png'), fullPage: true });
  await safety.getByTestId('grant-li.fang').click();
  await safety.getByTestId('grant-chief').click();
  await officer.getByTestId('sign-in').waitFor({ timeout: 15_000 });
  await officer.getByTestId('login').fill('li.fang');
  await officer.getByTestId('password').fill('not it, not it');
  await officer.getByTestId('sign-in').click();
  await officer.getByText('登录名、口令或动态码不对').waitFor();
});
