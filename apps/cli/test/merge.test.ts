import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callDuban } from './support/call-duban.js';
import { duban } from './support/live.js';
import { runDuban } from './support/run-duban.js';

// To start the children that open workbooks costs more than most commands do with them: all commands called here share one pool. That a command
// lets go of its own is seen where it is a process.
const children = vi.hoisted(() => ({ close: () => Promise.resolve() }));
vi.mock(import('@duban/workbook'), async (original) => {
  const real = await original();
  const shared = real.createWorkbookPool();
  children.close = shared.close;
  return { ...real, createWorkbookPool: () => ({ ...shared, close: () => Promise.resolve() }) };
});

const home = throwawayFolder('cli-merge');
afterAll(async () => {
  await children.close();
  home.remove();
});
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const data = path.join(home.path, 'data');
const folder = path.join(home.path, '报表');
const out = path.join(home.path, '结果');

const env = { ...process.env, DUBAN_DATA: data, DUBAN_SECRET: 'a secret of thirty-two characters' };
const run = (...args: string[]) => callDuban(args, env);
const runAsProcess = (...args: string[]) => runDuban(args, env);

/** Every file below a folder with a fingerprint: to see that nothing was touched. */
function fingerprints(of: string): Record<string, string> {
  const files = readdirSync(of, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(of, file)).isFile(),
  );
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(of, file)))
        .digest('hex'),
    ]),
  );
}

beforeAll(async () => {
  const { code, stderr } = await runAsProcess('example', 'messy-folder', folder, '--seed', '11');
  expect([code, stderr]).toEqual([0, '']);
});

describe('duban merge is refused, with nothing written and exit code 2,', () => {
  const refused = async (...args: string[]) => {
    const { code, stderr, stdout } = await run('merge', ...args, '--out', path.join(home.path, 'never'));
    expect([code, stdout, existsSync(path.join(home.path, 'never'))]).toEqual([2, '', false]);
    return stderr;
  };

  it('without a folder that is there', async () => {
    expect(await refused(path.join(home.path, '没有'))).toContain('没有文件夹');
  });

  it('with a form, a period, a campaign or a directory that does not exist', async () => {
    expect(await refused(folder, '--table', 'T99')).toContain('没有编号为“T99”的表');
    expect(await refused(folder, '--period', '下一期')).toContain('看不懂统计期');
    expect(await refused(folder, '--campaign', 'nowhere')).toContain('没有名为“nowhere”的方案');
    expect(await refused(folder, '--directory', path.join(home.path, 'x.csv'))).toContain('找不到或打不开这个文件');
  });
});

describe('duban merge', () => {
  it('sets 快报数 beside the final figures, and refuses a list by its name', async () => {
    const list = path.join(home.path, '十月快报.csv');
    writeFileSync(list, '单位,指标,快报数\n任城区,检查家次,1,200\n');
    const refused = await run('merge', folder, '--provisional', list, '--dry-run');
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('快报数清单“十月快报.csv”不能用：第2行比表头多出“200”');
    writeFileSync(list, '单位,指标,快报数\n任城区,检查家次,"1,200"\n');
    expect((await run('merge', folder, '--provisional', list, '--dry-run')).code).toBe(1);
  });

  it('in a dry run tells the same and writes nothing', async () => {
    const { code, stdout } = await run('merge', folder, '--out', out, '--dry-run');
    expect(code).toBe(1);
    expect(stdout).toContain('应报15家，已计入12家');
    expect(stdout).toContain('没有写任何文件');
    expect(existsSync(out)).toBe(false);
  });

  it('merges, answers 1 because offices are missing, and leaves the inputs as they were', async () => {
    const before = fingerprints(folder);
    const { code, stdout } = await runAsProcess('merge', folder, '--out', out);
    expect(code).toBe(1);
    expect(stdout).toContain('未报2家（不计入，也不按0计）：济宁经开区、兖矿能源');
    expect(stdout).toContain('待修改1家');
    expect(stdout).not.toContain('\u001b[');
    expect(Object.keys(fingerprints(out)).sort()).toEqual(
      [
        '催报名单.txt',
        '合并结果.json',
        '处理说明.txt',
        '汇总_医保基金工作情况统计表_2023年第三季度.xlsx',
        path.join('退回修改', '梁山县_梁山县 2023Q3.xlsx'),
      ].sort(),
    );
    expect(fingerprints(folder)).toEqual(before);
    expect(readdirSync(home.path).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('with --json says it as data, and replaces its own earlier result', async () => {
    const { code, stdout } = await run('merge', folder, '--out', out, '--json');
    const result = JSON.parse(stdout) as {
      forms: { offices: { office: string; standing: string }[] }[];
      files: { file: string; fate: string }[];
      outputs: string[];
    };
    expect(code).toBe(1);
    expect(
      result.forms[0]?.offices.filter(({ standing }) => standing === 'missing').map(({ office }) => office),
    ).toEqual(['jingkai', 'yankuang']);
    expect(result.files).toHaveLength(20);
    expect(result.outputs).toContain('催报名单.txt');
  });

  it('does not write over a result that was changed by hand', async () => {
    writeFileSync(path.join(out, '催报名单.txt'), '已电话催过');
    const { code, stderr } = await run('merge', folder, '--out', out);
    expect(code).toBe(2);
    expect(stderr).toContain('“催报名单.txt”在上次汇总后被改动过');
    expect(readFileSync(path.join(out, '催报名单.txt'), 'utf8')).toBe('已电话催过');
  });

  it('into a log writes each step once, no percentages', async () => {
    const { stderr } = await run('merge', folder, '--dry-run', '--json');
    expect(stderr).toMatch(/^(读取\n)?(生成汇总表\n)?$/);
  });

  it('that is broken off leaves nothing half-written', async () => {
    const never = path.join(home.path, '中断');
    const child = spawn(process.execPath, [duban, 'merge', folder, '--out', never], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    await new Promise<void>((resolve) =>
      child.stderr.on('data', (text: Buffer) => /读取/.test(String(text)) && resolve()),
    );
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(existsSync(never)).toBe(false);
    expect(readdirSync(home.path).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('takes a list of offices as CSV, also in GBK', async () => {
    const list = path.join(home.path, '名录.csv');
    // 单位名称,区划代码 / 微山县医疗保障局,370826 / 金乡县医疗保障局,370828 in GBK
    const gbk =
      'b5a5cebbc3fbb3c62cc7f8bbaeb4fac2eb0acea2c9bdcfd8d2bdc1c6b1a3d5cfbed62c3337303832360abdf0cfe7cfd8d2bdc1c6b1a3d5cfbed62c3337303832380a';
    writeFileSync(list, Buffer.from(gbk, 'hex'));
    const { stdout } = await run('merge', folder, '--directory', list, '--json', '--dry-run');
    const { directory, forms } = JSON.parse(stdout) as {
      directory: { title: string; offices: number };
      forms: { offices: { office: string; standing: string }[] }[];
    };
    expect(directory).toEqual({ title: '名录.csv', offices: 2 });
    expect(forms[0]?.offices.map(({ office, standing }) => [office, standing])).toEqual([
      ['微山县', 'counted'],
      ['金乡县', 'counted'],
    ]);
  });
});

describe('duban example', () => {
  it('does not write into a folder that is not empty', async () => {
    const { code, stderr } = await run('example', 'messy-folder', folder);
    expect(code).toBe(2);
    expect(stderr).toContain('不是空的');
  });
});

describe('duban sheet', () => {
  const blank = path.join(home.path, '任城区.xlsx');

  it('makes the template of one office, and does not write over a file', async () => {
    const args = ['sheet', 'template', '--office', '370811', '--period', '2023年三季度', '-o', blank];
    const first = await runAsProcess(...args);
    expect([first.code, first.stderr]).toEqual([0, '']);
    const again = await run(...args);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('已经存在');
  });

  it('makes no template while the office is nobody’s, while its file cannot be written, or while the period is not said', async () => {
    const template = (...args: string[]) => run('sheet', 'template', ...args);
    const file = path.join(home.path, 'x.xlsx');
    const nowhere = await template('--office', '亚特兰蒂斯', '--period', '2023Q3', '-o', file);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      expect.stringMatching(/各方案的名录里都没有“亚特兰蒂斯”.*jining-2023/),
    ]);
    const silent = await template('--office', '任城区', '-o', file);
    expect([silent.code, silent.stderr]).toEqual([2, expect.stringContaining('--period')]);
    const folderless = path.join(home.path, '没有', 'x.xlsx');
    const unwritable = await template('--office', '370811', '--period', '2023Q3', '-o', folderless);
    expect([unwritable.code, unwritable.stderr]).toEqual([2, expect.stringContaining('写不了')]);
  });

  it('refuses a template for an office that is not there, and names those that are', async () => {
    const { code, stderr } = await run(
      ...['sheet', 'template', '--campaign', 'jining-2023', '--office', '章丘', '--period', '2023Q3', '-o', 'x.xlsx'],
    );
    expect(code).toBe(2);
    expect(stderr).toContain('rencheng 任城区');
  });

  it('checks a sheet place by place: 1 for mistakes, 0 for none, 2 for no form', async () => {
    const wrong = await run('sheet', 'check', path.join(folder, '梁山县 2023Q3.xlsx'));
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/必须修改 {2}统计表![A-Z]+\d+ {2}“检查家次（本期）”填的是“约三十家次”/);
    const right = await run('sheet', 'check', path.join(folder, '微山.xlsx'));
    expect([right.code, right.stdout]).toEqual([0, expect.stringContaining('微山县')]);
    const kept = await run('sheet', 'check', path.join(folder, '微山.xlsx'), '--mark', blank);
    expect([kept.code, kept.stdout]).toEqual([2, expect.stringContaining('微山县')]);
    expect(kept.stderr).toContain('已经存在');
    const none = await run('sheet', 'check', path.join(folder, '兖矿能源总结报告.docx'));
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('不是 .xlsx 工作簿');
  });

  it('says what two versions differ in: 1 when they do, 0 when not', async () => {
    const [draft, final] = ['兖州区三季度报表.xlsx', '兖州区三季度报表-修改后.xlsx'].map((name) =>
      path.join(folder, name),
    );
    const differs = await run('sheet', 'diff', draft ?? '', final ?? '', '--json');
    expect(differs.code).toBe(1);
    const [only] = JSON.parse(differs.stdout) as { differences: { what: string; change: string }[] }[];
    expect(only?.differences.map(({ what, change }) => [what, change])).toEqual([
      ['内部通报典型案例（本期）', '-1起'],
      ['内部通报典型案例（累计）', '-1起'],
    ]);
    expect((await run('sheet', 'diff', draft ?? '', draft ?? '')).code).toBe(0);
  });
});
