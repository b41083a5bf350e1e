import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { SEEDS } from '../../../packages/actions/test/world.ts';
import type { Rehearsal } from '../src/types.js';
import { house, temporaryFolder } from './support/house.js';
import { officer, problemIn, type Visitor } from './support/visitors.js';

const CLI = fileURLToPath(new URL('./fixtures/rehearse.mjs', import.meta.url));
const rehearsing = () => house({ config: { rehearsals: { cli: CLI, folder: join(temporaryFolder(), 'out') } } });
const start = (me: Visitor, number?: number) => me.send('POST', '/api/rehearsals', { seed: 'jining-2023', number });
const current = async (me: Visitor) => (await me.get('/api/rehearsals/current')).json<Rehearsal>();
const over = (me: Visitor) =>
  vi.waitUntil(
    async () => {
      const rehearsal = await current(me);
      return rehearsal.state === 'running' ? false : rehearsal;
    },
    { timeout: 10_000, interval: 50 },
  );

it('is not found before one was started', async () => {
  const answer = await (await officer(await rehearsing())).get('/api/rehearsals/current');
  expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'rehearsal-unknown']);
});

it.each(['no-such', '../seeds', '--help'])('is refused for what is no seed: %s', async (seed) => {
  const me = await officer(await rehearsing());
  const answer = await me.send('POST', '/api/rehearsals', { seed });
  expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'seed-unknown']);
});

it('is one at a time, and ends when the API does', async () => {
  const made = await rehearsing();
  const me = await officer(made);
  const answers = await Promise.all([start(me, 7), start(me, 7)]);
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([202, 409]);
  const busy = await start(me);
  expect([busy.statusCode, problemIn(busy).code]).toEqual([409, 'rehearsal-running']);
  const pid = await vi.waitUntil(async () => Number((await current(me)).progress.at(-1)?.match(/^pid (\d+)$/)?.[1]), {
    timeout: 10_000,
  });
  expect(process.kill(pid, 0)).toBe(true);
  await made.server.close();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

it('that breaks says why, and another can be started', async () => {
  const me = await officer(await rehearsing());
  await start(me, 13);
  expect(await over(me)).toMatchObject({ state: 'failed', error: expect.stringContaining('没有起来'), outcome: null });
  expect((await start(me)).statusCode).toBe(202);
});

it('tells its progress line by line, then its outcome and its files', async () => {
  const me = await officer(await rehearsing());
  expect((await start(me)).json()).toMatchObject({ seed: 'jining-2023', state: 'running' });
  const rehearsal = await over(me);
  expect(rehearsal).toMatchObject({
    state: 'done',
    progress: ['rehearse jining-2023', '████░░ 2023-10-09 15:00', '  50%  2023-11-01'],
    outcome: { campaign: 'jining-2023', proven: true },
    files: ['index.html', 'summary.json', '邮件/000001.eml'],
  });
  const file = (path: string) => me.get(`/api/rehearsals/${rehearsal.id}/files/${path}`);
  const story = await file('index.html');
  expect(story.headers['content-type']).toMatch(/^text\/html/);
  expect(story.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  expect((await file(encodeURIComponent('邮件/000001.eml'))).payload).toContain('Subject: x');
  for (const path of ['..%2F..%2Fetc/passwd', '%2Fetc%2Fpasswd', 'none.json'])
    expect((await file(path)).statusCode).toBe(404);
  expect((await me.get('/api/rehearsals/other/files/index.html')).statusCode).toBe(404);
});

it('is refused for other offices than there are and for years without a calendar; else it gets what was asked', async () => {
  const me = await officer(await rehearsing());
  const asked = { seed: 'jining-2023', number: 5, profile: 'hard', year: 2024 };
  for (const wrong of [{ profile: '../hard' }, { year: 1999 }, { year: 2100 }])
    expect((await me.send('POST', '/api/rehearsals', { ...asked, ...wrong })).statusCode).toBe(400);
  expect((await me.send('POST', '/api/rehearsals', asked)).statusCode).toBe(202);
  expect((await over(me)).progress[0]).toBe('rehearse jining-2023 --profile hard --year 2024');
});

it('finds the bureau’s own campaign and a notice of the program where each of them is', async () => {
  const own = temporaryFolder();
  cpSync(join(SEEDS, 'jining-2023'), join(own, 'ours-2023'), { recursive: true });
  const rehearsals = { cli: CLI, folder: join(temporaryFolder(), 'out') };
  const me = await officer(await house({ config: { seeds: { folder: SEEDS, own }, rehearsals } }));
  for (const [seed, seeds] of [
    ['ours-2023', own],
    ['jining-2023', SEEDS],
  ]) {
    expect((await me.send('POST', '/api/rehearsals', { seed, number: 5 })).statusCode).toBe(202);
    expect(await over(me)).toMatchObject({ state: 'done', outcome: { campaign: seed, seeds } });
  }
});

it('whose proof failed is done all the same', async () => {
  const me = await officer(await rehearsing());
  await start(me, 1);
  expect(await over(me)).toMatchObject({ state: 'done', outcome: { proven: false } });
});
