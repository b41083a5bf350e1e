import type { TableDefinition } from '@duban/tables';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { template } from '../src/child/template.js';
import type { Prefill } from '../src/contract.js';
import { blockForm, countedForm, matrixForm } from './forms.js';
import { cleanGrid, prefill, t1, templateOf } from './t1.js';
import { unzip } from './zip.js';

// A form is written once and kept: what was asked for before must never show in what is asked for now.

/** All that a template says, part by part; without its salt and the time it was made at. */
async function said(bytes: Uint8Array): Promise<Record<string, string>> {
  const parts = await unzip(bytes);
  return Object.fromEntries(
    parts
      .filter(({ name }) => name !== 'docProps/core.xml')
      .map(({ name, data }) => [
        name,
        Buffer.from(data)
          .toString()
          .replace(/ (hashValue|saltValue)="[^"]*"/g, ''),
      ]),
  );
}

/** The same by a child that has made no other form before. */
async function fresh(asked: Parameters<typeof template>[0]): Promise<Record<string, string>> {
  vi.resetModules();
  const { template: first } = await import('../src/child/template.js');
  return said(await first(asked));
}

const forOffice = (office: string, more: Partial<Prefill> = {}, table: TableDefinition = t1) => {
  const asked = templateOf(table, { ...more, header: { ...prefill().header, reportUnit: office } });
  return { ...asked, identity: { ...asked.identity, officeName: office } };
};
const whole = async (asked: Parameters<typeof template>[0]) =>
  Object.values(await said(await template(asked))).join('\n');

describe('a template made after others', () => {
  it('says nothing of the offices before it, in any part', async () => {
    await whole(forOffice('甲区医疗保障局', { previous: cleanGrid(), lastPeriod: cleanGrid() }));
    const next = await whole(forOffice('乙区医疗保障局', { previous: cleanGrid(), lastPeriod: cleanGrid() }));
    expect(next).toContain('乙区医疗保障局');
    expect(next).not.toContain('甲区');
  });
  it('follows a definition that was mended under the same version, and its 口径说明', async () => {
    const [section, ...sections] = t1.sections;
    if (section === undefined) throw new Error('no section');
    const mended = { ...t1, sections: [{ ...section, title: '一、改过的标题' }, ...sections] };
    const explained = { ...t1, guidance: [...t1.guidance, '口径说明第1号：按出院日期统计。'] };
    expect(await whole(templateOf(t1))).not.toMatch(/改过的标题|按出院日期/);
    expect(await whole(templateOf(mended))).toContain('一、改过的标题');
    expect(await whole(templateOf(explained))).toContain('按出院日期统计');
    expect(await whole(templateOf(t1))).not.toMatch(/改过的标题|按出院日期/);
  });
  it('is locked and signed with the secret of its own installation', async () => {
    const hash = (text: string) => [...text.matchAll(/hashValue="([^"]+)"/g)].map((m) => m[1]);
    const locked = async (secret: string) => {
      const parts = await unzip(await template({ ...templateOf(t1), secret }));
      return hash(parts.map(({ data }) => Buffer.from(data).toString()).join(''));
    };
    const [one, other, again] = [await locked('one'), await locked('other'), await locked('one')];
    expect(one.length).toBeGreaterThan(2);
    expect(other.filter((each) => one.includes(each))).toEqual([]);
    expect(again).toEqual(one);
  });
  it('is what a fresh child would have made, whatever was asked for before (property)', async () => {
    const some = fc.subarray([...Object.keys(cleanGrid())]);
    const known = fc.option(some, { nil: [] as string[] }).map((keys) => {
      const grid = cleanGrid(cleanGrid());
      return Object.fromEntries(Object.entries(grid).filter(([key]) => keys.includes(key)));
    });
    const ask = fc
      .record({
        table: fc.constantFrom(t1, blockForm, countedForm, matrixForm),
        office: fc.constantFrom('甲区', '乙县 & <丙>', ''),
        previous: known,
        lastPeriod: known,
        absentBlocks: fc.subarray(['police']),
        records: fc.array(
          fc.record({
            clueNo: fc.constantFrom('AB00000001', '=1+1', ''),
            amt: fc.nat(),
            receivedOn: fc.constant('2023-10-08'),
          }),
          { maxLength: 25 },
        ),
        periodLabel: fc.constantFrom('', '2023年第四季度'),
        dueLabel: fc.constantFrom('', '2023年12月10日'),
      })
      .map(({ table, office, records, ...more }) => forOffice(office, { ...more, ledgers: { clues: records } }, table));
    await fc.assert(
      fc.asyncProperty(fc.array(ask, { minLength: 2, maxLength: 4 }), async (asks) => {
        for (const asked of asks)
          expect(await said(await template(structuredClone(asked)))).toEqual(await fresh(asked));
      }),
      { seed: 20231010, numRuns: 12 },
    );
  });
});
