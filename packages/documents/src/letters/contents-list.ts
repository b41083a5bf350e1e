import { pack } from '../layout/pack.js';
import { pageNumbers, tablePageProperties } from '../layout/page.js';
import { plainParagraph } from '../layout/plain.js';
import { plainTable } from '../layout/plain-table.js';
import { fillTemplate, plainTemplate } from './plain-template.js';

/** The list of contents of a file of documents (卷内文件目录, DA/T 22). All dates are formatted Chinese strings. */
export interface ContentsList {
  readonly title: string;
  readonly bureau: string;
  readonly noticeNumber: string;
  readonly closedOn: string;
  readonly items: readonly {
    readonly no: string;
    /** 责任者: whose document it is. */
    readonly from: string;
    readonly title: string;
    readonly date: string;
    readonly note: string;
  }[];
}

/** Writes the numbered list of contents (.docx). The same input gives the same bytes. */
export async function writeContentsList(list: ContentsList): Promise<Uint8Array> {
  const template = plainTemplate('contents-list');
  const lines = fillTemplate(template, { ...list, count: list.items.length });
  const { labels } = template;
  const table = plainTable({
    shares: [2, 5, 9, 4, 5],
    head: [labels.no, labels.from, labels.title, labels.date, labels.note],
    rows: list.items.map(({ no, from, title, date, note }) => [no, from, title, date, note]),
  });
  const children = lines.map(({ style, text }) =>
    plainParagraph(style, text, style === 'subtitle' ? { spacing: { after: 300 } } : {}),
  );
  return pack({
    creator: list.bureau,
    sections: [{ properties: tablePageProperties, footers: pageNumbers, children: [...children, table] }],
  });
}
