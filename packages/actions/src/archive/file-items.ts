import { extname } from 'node:path';
import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { stringify } from 'yaml';
import { paperName } from '../chase/letter-name.js';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { documentTitle } from '../report/document-title.js';
import type { Item, Sources } from './items.js';
import { archiveWords as words } from './wording.js';

const { folders } = words;

/** The notice as the campaign was launched with it and as it was amended: definition, forms, answers. */
export async function noticeItems({ db, facts }: Sources): Promise<Item[]> {
  const { definition, tables } = facts;
  const { answers, launched_at } = await db
    .selectFrom('campaign')
    .select(['answers', 'launched_at'])
    .where('id', '=', definition.id)
    .executeTakeFirstOrThrow();
  const item = (name: string, title: string, text: string): Item => ({
    folder: folders.notice,
    name,
    title,
    from: definition.bureau.name,
    date: dateOf(launched_at),
    content: { bytes: Buffer.from(text) },
  });
  const whole = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
  return [
    item(`${words.definition}.yaml`, `${definition.notice.title} ${words.definition}`, stringify(definition)),
    item(`${words.definition}.json`, `${definition.notice.title} ${words.definition}`, whole(definition)),
    item(`${words.tables}.json`, words.tables, whole(tables)),
    item(`${words.answers}.json`, words.answers, whole(answers)),
  ];
}

/** Every version of everything that was handed in, as it came; and what went back with marks. */
export async function submissionItems(sources: Sources): Promise<Item[]> {
  const { db, facts } = sources;
  const { id } = facts.definition;
  const received = await db
    .selectFrom('submission as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['o.office', 'o.requirement', 'r.period_label', 's.version', 's.blob', 's.file_name', 's.received_at'])
    .select(['s.receipt_no'])
    .where('o.campaign', '=', id)
    .orderBy('r.due')
    .orderBy('r.id')
    .orderBy('f.position')
    .orderBy('s.version')
    .execute();
  const marked = await db
    .selectFrom('decision as d')
    .innerJoin('obligation as o', 'o.id', 'd.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .leftJoin('submission as s', 's.id', 'd.submission')
    .select(['o.office', 'o.requirement', 'r.period_label', 's.version', 'd.marked_blob', 'd.decided_at'])
    .where('o.campaign', '=', id)
    .where('d.marked_blob', 'is not', null)
    .orderBy('d.decided_at')
    .orderBy('d.id')
    .execute();
  return [
    ...received.map((row): Item => {
      const { office, what } = namesOf(sources, row);
      const ending = /^\.[a-z]{1,5}$/i.exec(extname(row.file_name))?.[0]?.toLowerCase() ?? '';
      return {
        folder: folders.submissions,
        name: `${office}-${what}-${words.version(row.version)}${ending}`,
        title: `${what}（${words.version(row.version)}）`,
        from: office,
        date: dateOf(row.received_at),
        note: words.receipt(row.receipt_no),
        content: { blob: row.blob },
      };
    }),
    ...marked.flatMap((row): Item[] => {
      const { office, what } = namesOf(sources, row);
      const version = row.version === null ? '' : `-${words.version(row.version)}`;
      if (row.marked_blob === null) return [];
      const title = `${what} ${words.marked}`;
      const from = facts.definition.bureau.name;
      const name = `${office}-${what}${version}-${words.marked}.xlsx`;
      return [
        {
          folder: folders.returns,
          name,
          title,
          from,
          date: dateOf(row.decided_at),
          content: { blob: row.marked_blob },
        },
      ];
    }),
  ];
}

/** Merged workbooks, documents with their annexes, letters that were drafted. */
export async function bureauItems(sources: Sources): Promise<Item[]> {
  const { db, facts } = sources;
  const { definition } = facts;
  const rounds = await db
    .selectFrom('round')
    .select(['requirement', 'period_label', 'workbook', 'merged_at'])
    .where('campaign', '=', definition.id)
    .where('workbook', 'is not', null)
    .orderBy('due')
    .orderBy('id')
    .execute();
  const documents = await db
    .selectFrom('document')
    .select(['kind', 'docx', 'xlsx', 'created_at', 'issued_at'])
    .where('campaign', '=', definition.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const letters = await db
    .selectFrom('task')
    .select(['id', 'office', 'script', 'blob', 'created_at'])
    .where('campaign', '=', definition.id)
    .where('blob', 'is not', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const item = (of: {
    folder: string;
    name: string;
    title: string;
    at: Instant | null;
    blob: string | null;
  }): Item[] =>
    of.blob === null
      ? []
      : [
          {
            ...of,
            from: definition.bureau.name,
            date: of.at === null ? '' : dateOf(of.at),
            content: { blob: of.blob },
          },
        ];
  const kept = new Set(documents.map((document) => document.docx));
  return [
    ...rounds.flatMap((round) => {
      const title = `${whatIsOwed(requirementOf(definition, round.requirement), round.period_label)}${words.merged}`;
      return item({ folder: folders.merged, name: `${title}.xlsx`, title, at: round.merged_at, blob: round.workbook });
    }),
    ...documents.flatMap(({ kind, docx, xlsx, created_at, issued_at }) => {
      const title = documentTitle(kind);
      const at = issued_at ?? created_at;
      const annex = `${title}${words.annexed}`;
      return [
        ...item({ folder: folders.documents, name: `${title}.docx`, title, at, blob: docx }),
        ...item({ folder: folders.documents, name: `${annex}.xlsx`, title: annex, at, blob: xlsx }),
      ];
    }),
    ...letters.flatMap(({ blob, created_at: at, ...task }) => {
      if (blob === null || kept.has(blob)) return [];
      // A paper that passes several stages is one paper.
      kept.add(blob);
      const title = paperName(definition, task);
      return item({ folder: folders.documents, name: `${title}.docx`, title, at, blob });
    }),
  ];
}

/** Short name of the office, and what it owed. */
export function namesOf(
  { facts: { definition } }: Sources,
  of: { office: string; requirement: string; period_label: string },
) {
  const office = definition.offices.find((each) => each.id === of.office)?.shortName ?? of.office;
  return { office, what: whatIsOwed(requirementOf(definition, of.requirement), of.period_label) };
}
