import { compileReport } from '@duban/actions/compile-report';
import { completeTask } from '@duban/actions/complete-task';
import { reportTick } from '@duban/actions/report-tick';
import { type DocumentProof, proveDocument, readReport } from '@duban/documents';
import { eventsOf, getBlob } from '@duban/ledger';
import { type Grid, mergeGrids, type Snapshot } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import { plainLabel } from '../src/report/report-rounds.js';
import { mergedWorld } from './merged-world.ts';
import { cleanGrid } from './sheets.ts';
import { CAMPAIGN, chief, clerkOf, jiningWorld, moment, officerOf, operator, t1, tasks, type World } from './world.ts';

const NOW = '2023-12-19 09:00';
const ID = `${CAMPAIGN}/report/summary`;
const compile = (world: World, at = NOW) =>
  compileReport(world.ctx, { campaign: CAMPAIGN, actor: operator, now: moment(at) });
const look = (world: World, at = NOW) =>
  reportTick(world.ctx, { campaign: CAMPAIGN, kind: 'summary', now: moment(at) });

const document = ({ db }: World) =>
  db.selectFrom('document').selectAll().where('id', '=', ID).executeTakeFirstOrThrow();

async function compiled(world: World): Promise<{ proof: DocumentProof; snapshot: Snapshot; text: string }> {
  const { docx, snapshot: id } = await document(world);
  const { figures } = await world.db
    .selectFrom('snapshot')
    .select('figures')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const bytes = await getBlob(world.db, docx);
  const snapshot = { id, figures };
  return { proof: proveDocument(bytes, snapshot), snapshot, text: (await readReport(bytes, 'report.docx')).text };
}

describe('the summary report is refused', () => {
  it('to an office', async () => {
    const world = await jiningWorld();
    const attempt = compileReport(world.ctx, { campaign: CAMPAIGN, actor: clerkOf('yanzhou'), now: moment(NOW) });
    await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('while a round is not merged; by itself it waits', async () => {
    const world = await jiningWorld();
    await expect(compile(world)).rejects.toMatchObject({ code: 'rounds-open', details: { count: 3 } });
    expect(await look(world)).toEqual({ waitMs: null, summary: '总结报告：等待3个期次汇总', done: false });
    expect(await world.db.selectFrom('document').select('id').execute()).toEqual([]);
  });
});

describe('the summary report', () => {
  it('is compiled once, also when two ask for it at the same moment', async () => {
    const world = await mergedWorld();
    expect(await Promise.all([compile(world), compile(world), look(world).then((l) => l.summary)])).toEqual([
      'draft',
      'draft',
      '总结报告：待核稿',
    ]);
    expect((await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'report-compiled')).toHaveLength(1);
    expect(await tasks(world)).toMatchObject([{ script: 'report-review', assigned_to: 'chief', state: 'open' }]);
    const drafts = world.db.selectFrom('message').select('facts').where('kind', '=', 'report-draft');
    expect(await drafts.execute()).toHaveLength(1);
  });

  it('prints no digit that is not a frozen figure', async () => {
    const world = await mergedWorld();
    await compile(world);
    const { proof } = await compiled(world);
    expect(proof.problems).toEqual([]);
    expect(proof.figures.length).toBeGreaterThan(100);
  });

  it('has totals that are the sums of the sheets that counted, added up here again', async () => {
    const world = await mergedWorld();
    await compile(world);
    const { snapshot } = await compiled(world);
    const first = cleanGrid();
    const sums: Record<string, readonly Grid[]> = { '2023Q3': [first, cleanGrid({}, 2)], '2023Q4': [cleanGrid(first)] };
    for (const [period, grids] of Object.entries(sums)) {
      const totals = Object.entries(mergeGrids(t1, grids)).filter(([, value]) => typeof value === 'number');
      expect(totals.length).toBeGreaterThan(150);
      for (const [key, value] of totals) expect(snapshot.figures[`T1.${period}.total.${key}`]?.value).toBe(value);
    }
    // By hand: 30 + 60 institutions in the third quarter; 追回 300 + 600 万元.
    expect(snapshot.figures['T1.2023Q3.total.chkInst.current']?.display).toBe('90');
    expect(snapshot.figures['T1.2023Q3.total.amtRecover.current']?.display).toBe('900.00');
  });

  it('counts offices so that the parts add up, and names who is missing and who came too late', async () => {
    const world = await mergedWorld();
    await compile(world);
    const { snapshot, text } = await compiled(world);
    const count = (what: string) => Number(snapshot.figures[`count.${what}`]?.value);
    expect([count('offices'), count('included'), count('missing'), count('afterCutOff')]).toEqual([15, 1, 13, 1]);
    expect([count('quarterly-table.2023Q3.onTime'), count('quarterly-table.2023Q3.late')]).toEqual([1, 1]);
    expect(text).toMatch(/汇总截止后补报.*微山县（第三季度统计表）/);
    expect(text).toMatch(/迟报单位：任城区（第三季度统计表）/);
    expect(text).toMatch(/未报单位：.*金乡县（第三季度统计表）/);
  });

  it('goes 核稿 → 会签 → 签发, each stage one person’s task, and is done when it is issued', async () => {
    const world = await mergedWorld();
    await look(world);
    const stages: string[] = [];
    for (const at of ['2023-12-19 10:00', '2023-12-19 11:00', '2023-12-20 09:00']) {
      const open = (await tasks(world)).filter((t) => t.state === 'open');
      expect(open).toHaveLength(1);
      stages.push(`${open[0]?.title} ${open[0]?.assigned_to}`);
      await completeTask(world.ctx, {
        task: open[0]?.id ?? '',
        actor: officerOf(open[0]?.assigned_to ?? ''),
        now: moment(at),
      });
      stages.push((await look(world, at)).summary);
    }
    expect(stages).toEqual([
      '核稿：总结报告 chief',
      '总结报告：待会签',
      '会签：总结报告 deputy',
      '总结报告：待签发',
      '签发：总结报告 leader',
      '总结报告：已签发',
    ]);
    expect(await document(world)).toMatchObject({ stage: 'issued', issued_at: moment('2023-12-20 09:00') });
    expect(await look(world, '2023-12-20 09:00')).toMatchObject({ done: true, waitMs: null });
  });

  it('does not advance twice by one task', async () => {
    const world = await mergedWorld();
    await compile(world);
    const task = `${ID}/report-review`;
    const finish = () => completeTask(world.ctx, { task, actor: chief, now: moment(NOW) });
    const both = await Promise.allSettled([finish(), finish()]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await document(world)).stage).toBe('reviewed');
  });
});

describe('the label of a period inside the report', () => {
  it('carries no digit, whatever the period is: digits come from the snapshot only', () => {
    const labels = ['2023年第三季度', '2022年3月', '2022年10月', '2022年11月', '2022年3月上旬', '2022年第20周'];
    expect(labels.map(plainLabel)).toEqual(['第三季度', '三月', '十月', '十一月', '三月上旬', '第二十周']);
  });
});
