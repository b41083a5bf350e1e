import type { Paragraph, Table } from 'docx';
import { pack } from '../layout/pack.js';
import { pageNumbers, tablePageProperties } from '../layout/page.js';
import { plainParagraph } from '../layout/plain.js';
import { chainTable, type OwedItem, owedTable } from './letter-tables.js';
import { fillTemplate, plainTemplate } from './plain-template.js';

/** What a 商请函 says. All dates are formatted Chinese strings. No list of calls: who is asked is not reminded of having been called. */
export interface RequestLetter {
  readonly office: string;
  readonly bureau: string;
  /** The campaign in the notice's own noun. */
  readonly campaign: string;
  readonly noticeNumber: string;
  readonly asked: readonly OwedItem[];
  /** By when the material is asked for. */
  readonly answerBy: string;
  readonly contact: { readonly name: string; readonly phone: string };
  readonly drafter: string;
  readonly draftedOn: string;
}

/**
 * Drafts a 商请函 (.docx) to an office that is not subordinate: courts, peer departments and enterprises are asked, not chased
 * (practice.md 5). A draft as well: number, date of issue and the chain are left to people.
 */
export async function writeRequestLetter(letter: RequestLetter): Promise<Uint8Array> {
  const template = plainTemplate('request-letter');
  const children: (Paragraph | Table)[] = [];
  for (const { style, text } of fillTemplate(template, letter)) {
    if (text === '[asked]') children.push(owedTable(letter.asked, template.labels));
    else if (text === '[chain]') children.push(chainTable(letter, template.labels));
    else children.push(plainParagraph(style, text, style === 'title' ? { spacing: { after: 400 } } : {}));
  }
  return pack({
    creator: letter.bureau,
    sections: [{ properties: tablePageProperties, footers: pageNumbers, children }],
  });
}
