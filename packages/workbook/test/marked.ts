import type { Finding } from '@duban/tables';
import { annotate } from '../src/child/annotate.js';
import { unzip } from './zip.js';

/** A finding on a cell of test/rich.ts. */
export function finding(cell: string, more: Partial<Finding> = {}): Finding {
  return {
    check: 'x',
    severity: 'E',
    key: null,
    label: '检查机构（本期）',
    place: { sheet: '统计表', cell },
    found: '12',
    expected: '30',
    message: `${cell} 的数不对，请核对后改正。`,
    ...more,
  };
}

export const findings = [
  finding('B2'),
  finding('B12', { severity: 'W', message: '合计与分项不符。' }),
  finding('C7', { severity: 'I' }),
  finding('B5'),
  finding('B9', { severity: 'W', message: '合并单元格里的数。' }),
  finding('A12', { severity: 'W' }),
];

/** The marked return. */
export function given(bytes: Uint8Array, about: readonly Finding[]): Promise<Uint8Array> {
  return annotate({ bytes, name: '任城区.xlsx', findings: about });
}

export async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  return new Map((await unzip(bytes)).map(({ name, data }) => [name, Buffer.from(data)]));
}

export async function textOf(bytes: Uint8Array, part: string): Promise<string> {
  return (await partsOf(bytes)).get(part)?.toString() ?? '';
}

/** The text of each comment by its cell. */
export function commentTexts(xml: string): Record<string, string> {
  return Object.fromEntries(
    [...xml.matchAll(/<comment ref="(\w+)"[\s\S]*?<\/comment>/g)].map((m) => [
      m[1],
      [...m[0].matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((t) => t[1]).join(''),
    ]),
  );
}
