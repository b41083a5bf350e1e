import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchPreview } from '@duban/actions/launch-preview';
import { launchSeed } from '@duban/actions/launch-seed';
import { listSeeds } from '@duban/actions/list-seeds';
import { loadPlaced, seedPlace } from '@duban/actions/seed-folders';
import { localDate } from '@duban/base/time';
import { expect, it, onTestFinished } from 'vitest';
import { emptyWorld, moment, operator, SEEDS } from './world.ts';

/** Two months after the notice of Jining, and years after the others. */
const NOW = moment('2023-10-20 09:00');
/** Three years after. */
const TODAY = localDate('2026-11-24');

/** A folder of the bureau's own with copies of Jining under these names, without forms of its own. */
async function ownFolder(...names: string[]): Promise<string> {
  const own = await mkdtemp(path.join(tmpdir(), 'duban-own-'));
  onTestFinished(() => rm(own, { recursive: true, force: true }));
  for (const name of names) {
    await cp(path.join(SEEDS, 'jining-2023'), path.join(own, name), { recursive: true });
    const file = path.join(own, name, 'campaign.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^id: .*$/m, `id: ${name}`));
  }
  return own;
}

const listed = async (own: string) => listSeeds((await emptyWorld()).ctx, { folder: SEEDS, own, today: TODAY });

it('the bureau’s own campaigns stand before the notices of the program, and keep their dates where those are moved', async () => {
  const all = await listed(await ownFolder('ours-2023'));
  expect(all.map(({ name }) => name).slice(0, 2)).toEqual(['ours-2023', 'jinan-2019']);
  expect(all[0]).toMatchObject({ redated: { campaign: 'ours-2023', issued: '2023-08-22', quarters: 0 } });
  expect(all.find(({ name }) => name === 'jining-2023')).toMatchObject({ redated: { quarters: 13 } });
});

it('one that is named like a notice of the program stands in its place', async () => {
  const own = await ownFolder('jining-2023');
  const jining = (await listed(own)).filter(({ name }) => name === 'jining-2023');
  expect(jining).toMatchObject([{ redated: { quarters: 0 } }]);
  expect(await seedPlace({ folder: SEEDS, own }, 'jining-2023')).toMatchObject({ folder: own, moves: false });
  expect(await seedPlace({ folder: SEEDS }, 'jining-2023')).toMatchObject({ folder: SEEDS, moves: true });
});

it('what was due before the launch is asked of nobody, however long ago the notice came out', async () => {
  const { ctx } = await emptyWorld();
  const asked = { folder: SEEDS, own: await ownFolder('ours-2023'), name: 'ours-2023' };
  const shown = await launchPreview(ctx, { ...asked, now: moment('2023-11-30 09:00') });
  expect(shown).toMatchObject({ campaign: 'ours-2023', quarters: 0, title: expect.not.stringContaining('改期演练') });
  expect(shown.past).toEqual([{ what: '2023年第三季度统计表', due: '2023-10-10' }]);
  const late = await launchPreview(ctx, { ...asked, now: moment('2026-11-24 09:00') });
  expect([late.quarters, late.rounds, late.past.length]).toEqual([0, [], 3]);
});

it('a due that passes while the preview is read is not asked for unseen: the launch is refused', async () => {
  const { ctx } = await emptyWorld();
  const asked = { folder: SEEDS, own: await ownFolder('ours-2023'), name: 'ours-2023' };
  const { digest, past } = await launchPreview(ctx, { ...asked, now: moment('2023-10-10 23:59') });
  expect(past).toEqual([]);
  const confirmed = { ...asked, digest, actor: operator };
  const tooLate = launchSeed(ctx, { ...confirmed, now: moment('2023-10-11 00:01') });
  await expect(tooLate).rejects.toMatchObject({ code: 'preview-outdated' });
  expect(await launchSeed(ctx, { ...confirmed, now: moment('2023-10-10 23:59') })).toMatchObject({ rounds: 3 });
});

it('they use the forms of the program until they have a folder of forms themselves', async () => {
  const own = await ownFolder('ours-2023');
  const folders = { folder: SEEDS, own };
  expect((await loadPlaced(folders, 'ours-2023')).seed.tables.map(({ id }) => id)).toEqual(['T1']);
  await mkdir(path.join(own, 'tables'));
  await expect(loadPlaced(folders, 'ours-2023')).rejects.toThrow('没有表“T1”');
});

it('a broken one, or one whose file cannot be opened, says what is wrong and hides nobody', async () => {
  const own = await ownFolder('closed', 'ours-2023');
  await mkdir(path.join(own, 'empty'));
  await rm(path.join(own, 'closed/answers.yaml'));
  await mkdir(path.join(own, 'closed/answers.yaml'));
  const all = await listed(own);
  const problems = all.flatMap(({ name, problem }) => (problem === null ? [] : [[name, problem]]));
  expect(problems).toEqual([
    ['closed', expect.stringMatching(/answers\.yaml:1:1 .*打不开（EISDIR）/)],
    ['empty', expect.stringContaining('campaign.yaml:1:1 全文：文件夹 empty 里没有这个文件')],
  ]);
  const { ctx } = await emptyWorld();
  const preview = launchPreview(ctx, { folder: SEEDS, own, name: 'closed', now: NOW });
  await expect(preview).rejects.toMatchObject({ code: 'definition-invalid' });
});

it('a folder that is away is named, and takes nothing of the program with it', async () => {
  const gone = path.join(await ownFolder(), 'gone');
  const [first, ...others] = await listed(gone);
  expect(first).toEqual({ name: gone, problem: expect.stringContaining(`没有方案文件夹 ${gone}`) });
  expect(others.map(({ problem }) => problem)).toEqual(others.map(() => null));
  expect(others.length).toBeGreaterThan(4);
  expect(await seedPlace({ folder: SEEDS, own: gone }, 'jining-2023')).toMatchObject({ folder: SEEDS });
});

it('a name that there is not is refused with those of both folders', async () => {
  const folders = { folder: SEEDS, own: await ownFolder('ours-2023') };
  const attempt = seedPlace(folders, '../ours-2023');
  await expect(attempt).rejects.toMatchObject({ code: 'seed-unknown' });
  await expect(attempt).rejects.toThrow(/ours-2023、jinan-2019/);
});
