import type { Paragraph, Table } from 'docx';
import { pack } from '../layout/pack.js';
import { pageNumbers, tablePageProperties } from '../layout/page.js';
import { plainParagraph } from '../layout/plain.js';
import { plainTable } from '../layout/plain-table.js';
import { chainTable, type Labels, type OwedItem, owedTable } from './letter-tables.js';
import { fillTemplate, plainTemplate } from './plain-template.js';

/** What a 催报单 says. All dates are formatted Chinese strings. */
export interface ChaseLetter {
  readonly office: string;
  readonly bureau: string;
  /** The campaign in the notice's own noun. */
  readonly campaign: string;
  readonly noticeNumber: string;
  readonly owed: readonly OwedItem[];
  /** Calls made so far, in order; `promised` is what was promised for when. */
  readonly calls: readonly {
    readonly at: string;
    readonly spokeWith: string;
    readonly said: string;
    readonly promised?: string;
  }[];
  /** By when an answer is asked for. */
  readonly answerBy: string;
  readonly contact: { readonly name: string; readonly phone: string };
  readonly drafter: string;
  readonly draftedOn: string;
}

/**
 * Drafts a 催报单 (.docx). It is a draft: number, date of issue and the chain 拟稿 / 核稿 / 签发 are left to people,
 * because nothing formal leaves by itself (practice.md 6). Only for subordinate offices.
 */
export async function writeChaseLetter(letter: ChaseLetter): Promise<Uint8Array> {
  const template = plainTemplate('chase-letter');
  const facts = { ...letter, many: letter.owed.length > 1 };
  const children: (Paragraph | Table)[] = [];
  for (const { style, text } of fillTemplate(template, facts)) {
    if (text === '[owed]') children.push(owedTable(letter.owed, template.labels));
    else if (text === '[calls]') children.push(callTable(letter, template.labels));
    else if (text === '[chain]') children.push(chainTable(letter, template.labels));
    else children.push(plainParagraph(style, text, style === 'title' ? { spacing: { after: 400 } } : {}));
  }
  return pack({
    creator: letter.bureau,
    sections: [{ properties: tablePageProperties, footers: pageNumbers, children }],
  });
}

function callTable({ calls }: ChaseLetter, labels: Labels): Table {
  return plainTable({
    shares: [2.4, 2, 4, 2],
    head: [labels.at, labels.spokeWith, labels.said, labels.promised],
    rows: calls.map((each) => [each.at, each.spokeWith, each.said, each.promised ?? labels.none]),
  });
}
