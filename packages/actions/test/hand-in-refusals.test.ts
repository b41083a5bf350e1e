import { handIn } from '@duban/actions/hand-in';
import { templateFor } from '@duban/actions/template-for';
import { writeCountyReport, writeReportTemplate } from '@duban/documents';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { type Coming, filledSheet, send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, clerkOf, jiningWorld, messages, moment, obligation, operator, owes, type World } from './world.ts';

const WHEN = '2023-10-09 10:00';
const text = (words: string): Uint8Array => Buffer.from(words);

/** Nothing was filed: no submission, no file, no receipt, and the office still owes. */
async function expectNothingFiled(world: World, id = owes('yanzhou')): Promise<void> {
  expect(await world.db.selectFrom('submission').select('id').execute()).toEqual([]);
  expect(await world.db.selectFrom('blob').select('sha256').execute()).toEqual([]);
  expect(await messages(world, 'receipt')).toEqual([]);
  expect(await obligation(world, id)).toMatchObject({ state: 'expected', version: 0, first_received_at: null });
}

const refusalsIn = async (world: World) =>
  (await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'sheet-refused');

interface Case {
  readonly title: string;
  readonly code: string;
  /** What the clerk reads: what was found, and the way out. */
  readonly says: readonly string[];
  readonly period?: string;
  file(world: World): Promise<{ name: string; bytes: Uint8Array }>;
}

const cases: readonly Case[] = [
  {
    title: 'a text file that was renamed to .xlsx',
    code: 'file-not-xlsx',
    says: ['统计表.xlsx', '另存为 .xlsx'],
    file: async () => ({ name: '统计表.xlsx', bytes: text('单位,数\n兖州区,3\n') }),
  },
  {
    title: 'the template of another office',
    code: 'sheet-other-office',
    says: ['任城区医疗保障局', '兖州区医疗保障局', '下载本单位的模板'],
    file: async (world) => ({ name: '统计表.xlsx', bytes: await filledSheet(world, owes('rencheng')) }),
  },
  {
    title: 'the template of another period',
    code: 'sheet-other-period',
    says: ['第四季度', '第三季度', '下载本期模板'],
    file: async (world) => ({ name: '统计表.xlsx', bytes: await filledSheet(world, owes('yanzhou', '2023Q4')) }),
  },
  {
    title: 'a workbook that is none of our templates',
    code: 'sheet-identity-missing',
    says: ['不是下发的模板'],
    file: async (world) => {
      const progress = { columns: ['单位'], rows: [['兖州区']] };
      return { name: '自制表.xlsx', bytes: await world.ctx.workbooks.summary({ title: '表', periods: [], progress }) };
    },
  },
  {
    title: 'a report of a few words',
    code: 'report-too-thin',
    says: ['总结.docx', '至少 200 个字'],
    period: 'final',
    file: async () => {
      const report = { office: '兖州区', title: '总结报告', paragraphs: ['已完成。'] };
      return { name: '总结.docx', bytes: await writeCountyReport(report) };
    },
  },
  {
    title: 'the outline of the report as it went out',
    code: 'report-too-thin',
    says: ['请确认选对了文件'],
    period: 'final',
    file: async () => {
      const outline = Array.from({ length: 20 }, (_, i) => ({ heading: `${i}`, hint: '请在这里写二十个字以上的内容' }));
      return {
        name: '提纲.docx',
        bytes: await writeReportTemplate({ office: '兖州区', title: '总结报告', outline }),
      };
    },
  },
  {
    title: 'a table where a report is owed',
    code: 'file-not-docx',
    says: ['不是 .docx'],
    period: 'final',
    file: async (world) => ({ name: '统计表.xlsx', bytes: await templateFor(world.ctx, owes('yanzhou')) }),
  },
];

describe('a hand-in refuses', () => {
  it.each(cases)('$title: nothing is filed, the refusal is recorded and answered', async (example) => {
    const world = await jiningWorld();
    const coming: Coming = {
      office: 'yanzhou',
      at: WHEN,
      ...(example.period ? { period: example.period } : {}),
      ...(await example.file(world)),
    };
    const attempt = send(world, coming);
    await expect(attempt).rejects.toMatchObject({ code: example.code });
    for (const words of example.says) await expect(attempt).rejects.toThrow(words);
    await expectNothingFiled(world, owes('yanzhou', example.period));
    const [event, ...more] = await refusalsIn(world);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ actor: 'yanzhou', data: { code: example.code, file: coming.name } });
    const [answer] = await messages(world, 'refusal');
    expect(answer).toMatchObject({ recipient: 'yanzhou-a', address: 'jg-a@yanzhou.example', office: 'yanzhou' });
    expect(answer?.facts.reason).toContain(example.says[0]);
  });

  it('a file for an obligation that nobody has', async () => {
    const world = await jiningWorld();
    const attempt = handIn(world.ctx, {
      obligation: owes('atlantis'),
      file: { name: '统计表.xlsx', bytes: text('x') },
      channel: 'web',
      contact: 'yanzhou-a',
      actor: operator,
      now: moment(WHEN),
    });
    await expect(attempt).rejects.toMatchObject({ code: 'obligation-unknown' });
    await expectNothingFiled(world);
  });

  it('an office that hands in for another, and notes who tried', async () => {
    const world = await jiningWorld();
    const attempt = handIn(world.ctx, {
      obligation: owes('yanzhou'),
      file: { name: '统计表.xlsx', bytes: await filledSheet(world, owes('yanzhou')) },
      channel: 'web',
      contact: 'rencheng-a',
      actor: clerkOf('rencheng'),
      now: moment(WHEN),
    });
    await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
    await expectNothingFiled(world);
    expect(await refusalsIn(world)).toMatchObject([{ actor: 'rencheng', data: { code: 'not-allowed' } }]);
    expect(await messages(world, 'refusal')).toEqual([]);
  });

  it('a new version of what was accepted, in words a clerk understands, and answers it', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: WHEN });
    const attempt = send(world, { office: 'yanzhou', at: '2023-10-09 11:00', filling: { times: 2 } });
    await expect(attempt).rejects.toMatchObject({ code: 'obligation-settled' });
    await expect(attempt).rejects.toThrow('兖州区2023年第三季度统计表已经是“已通过”，不能再报送');
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({ state: 'accepted', version: 1 });
    expect(await messages(world, 'refusal')).toHaveLength(1);
  });

  it('two bad files that come at the same moment, each with an answer of its own', async () => {
    const world = await jiningWorld();
    const both = ['一', '二'].map((bytes) => send(world, { office: 'yanzhou', at: WHEN, bytes: text(bytes) }));
    await Promise.allSettled(both);
    expect(await messages(world, 'refusal')).toHaveLength(2);
  });
});
