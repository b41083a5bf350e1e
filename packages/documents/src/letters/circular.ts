import type { Paragraph, Table } from 'docx';
import { pack } from '../layout/pack.js';
import { pageNumbers, tablePageProperties } from '../layout/page.js';
import { plainParagraph } from '../layout/plain.js';
import { plainTable } from '../layout/plain-table.js';
import { chainTable, type Labels } from './letter-tables.js';
import { fillTemplate, plainTemplate } from './plain-template.js';

/** What a 通报 says. All dates are formatted Chinese strings. */
export interface Circular {
  readonly bureau: string;
  /** The campaign in the notice's own noun. */
  readonly campaign: string;
  readonly noticeNumber: string;
  /** e.g. `2023年第四季度` */
  readonly quarter: string;
  /** Office by office, each lapse a row: no ranking and no count. */
  readonly named: readonly NamedLapse[];
  /** Lapses of earlier quarters are among them, marked 此前逾期. */
  readonly earlier: boolean;
  /** From when until when those named could put the facts right. */
  readonly checkedFrom: string;
  readonly checkedUntil: string;
  readonly drafter: string;
  readonly draftedOn: string;
}

export interface NamedLapse {
  readonly office: string;
  readonly what: string;
  readonly due: string;
  /** `10月12日收到`, `未收到` */
  readonly how: string;
}

/** Drafts a 通报 (.docx). A draft only: number, date of issue and the chain are left to people (practice.md 5, 6). */
export async function writeCircular(circular: Circular): Promise<Uint8Array> {
  const template = plainTemplate('circular');
  const children: (Paragraph | Table)[] = [];
  for (const { style, text } of fillTemplate(template, circular)) {
    if (text === '[named]') children.push(namedTable(circular.named, template.labels));
    else if (text === '[chain]') children.push(chainTable(circular, template.labels));
    else children.push(plainParagraph(style, text, style === 'title' ? { spacing: { after: 400 } } : {}));
  }
  return pack({
    creator: circular.bureau,
    sections: [{ properties: tablePageProperties, footers: pageNumbers, children }],
  });
}

function namedTable(named: readonly NamedLapse[], labels: Labels): Table {
  return plainTable({
    shares: [3, 5, 3, 3],
    head: [labels.office, labels.what, labels.due, labels.how],
    rows: named.map(({ office, what, due, how }) => [office, what, due, how]),
  });
}
