import type { TableDefinition } from '@duban/tables';
import { convertLegacy, type LegacyFile, type WorkbookPool } from '@duban/workbook';
import { markOf } from './choose-version.js';
import { lineOfFile } from './file-lines.js';
import { inTurn } from './in-turn.js';
import type { Known } from './know-forms.js';
import { type Opened, openFile } from './read-forms.js';
import type { FileLine, FoundFile, ReadFile } from './types.js';
import { reasons } from './wording.js';

export interface OpeningAll {
  readonly files: readonly FoundFile[];
  readonly tables: readonly TableDefinition[];
  readonly secret: string | null;
  readonly onProgress?: (done: { readonly step: 'read'; readonly share: number }) => void;
}

export type WithForms = Extract<Opened, { kind: 'forms' }>;

export interface OpenedAll {
  readonly opened: readonly WithForms[];
  /** Lines of the files without forms; twins are told whose they are only when the offices are known. */
  readonly lines: (known: Known) => readonly FileLine[];
}

/** Opens every sheet of the folder, a few at a time; the same bytes are read once. */
export async function openAll(ctx: { readonly workbooks: WorkbookPool }, input: OpeningAll): Promise<OpenedAll> {
  const sheets = input.files.filter(({ content }) => content.kind !== 'other');
  let done = 0;
  const tell = () => input.onProgress?.({ step: 'read', share: done / Math.max(1, sheets.length) });
  tell();
  const opening = { workbooks: ctx.workbooks, tables: input.tables, secret: input.secret, convert: oneAtATime() };
  const results = await inTurn(sheets, async (found) => {
    const one = await openFile(found, opening);
    done += 1;
    tell();
    return one;
  });
  const forms = results.filter((one): one is WithForms => one.kind === 'forms');
  const first = new Map<string, WithForms>();
  for (const one of forms.toSorted((a, b) => plainness(a) - plainness(b))) {
    if (!first.has(one.file.sha256)) first.set(one.file.sha256, one);
  }
  const opened = forms.filter((one) => first.get(one.file.sha256) === one);
  const twins = forms.flatMap(({ file }) => {
    const of = first.get(file.sha256);
    return of === undefined || of.file === file ? [] : [{ file, of }];
  });
  return {
    opened,
    lines: (known) => [
      ...input.files.flatMap((found) =>
        found.content.kind === 'other'
          ? [
              lineOfFile(found, {
                fate: found.content.quiet ? 'litter' : found.content.unopened ? 'unreadable' : 'not-a-sheet',
                reason: reasons.other(found.content.what, found.content.advice),
              }),
            ]
          : [],
      ),
      ...results.flatMap((one) =>
        one.kind === 'unreadable'
          ? [lineOfFile(one.found, { fate: 'unreadable', reason: one.reason, sha256: one.sha256 })]
          : [],
      ),
      ...opened
        .filter(({ forms }) => forms.length === 0)
        .map(({ file }) => lineOfFile(file.found, { fate: 'no-form', reason: reasons.noForm, sha256: file.sha256 })),
      ...twins.map(({ file, of }) =>
        lineOfFile(file.found, { fate: 'duplicate', reason: twinReason({ file, of }, known), sha256: file.sha256 }),
      ),
    ],
  };
}

/** Conversions one after the other: each starts a whole LibreOffice. */
function oneAtATime(): (file: LegacyFile) => Promise<Uint8Array> {
  let last: Promise<unknown> = Promise.resolve();
  return (file) => {
    const next = last.then(() => convertLegacy(file));
    last = next.catch(() => undefined);
    return next;
  };
}

/** Of the same bytes the one that is called neither a copy nor a second download stands for all. */
function plainness({ file: { found } }: WithForms): number {
  return (/副本|copy|复制/iu.test(found.name) ? 100 : 0) + Math.abs(markOf(found.name).rank);
}

/** The same bytes under another office's name: one of the two sent the wrong file. */
function twinReason({ file, of }: { file: ReadFile; of: WithForms }, { offices, forms }: Known): string {
  const owner = forms.find((form) => form.file === of.file)?.office;
  const [named, ...more] = offices.namedIn(file.found);
  if (owner === undefined || owner === null || named === undefined || more.length > 0 || named === owner.id) {
    return reasons.duplicateOf(of.file.found.path);
  }
  return reasons.duplicateOfOther(of.file.found.path, { named: offices.nameOf(named), taken: owner.name });
}
