import { DubanError } from '@duban/base';
import { readCells } from '../cells/read-cells.js';
import type { ReadSheet } from '../contract.js';
import { onUpload } from '../on-upload.js';
import type { Methods } from '../protocol.js';
import { readingTexts as texts } from '../wording/reading.js';
import { formsIn } from './reading/recognise.js';

/** Gate, then the form of one table with where each figure stood and what there is to say about it. */
export async function read({ bytes, name, table, secret }: Parameters<Methods['read']>[0]): Promise<ReadSheet> {
  const book = await readCells(bytes, name);
  return onUpload(name, () => {
    const forms = formsIn(book, { name, tables: [table], secret, altered: 'refused' });
    const form = forms.find(({ identity }) => identity !== null) ?? forms[0];
    if (form === undefined) throw new DubanError('sheet-identity-missing', { name });
    const rivals = forms.filter((other) => other !== form).map(({ sheet }) => sheet);
    return form.identity === null && rivals.length > 0 ? torn(form, { table, rivals }) : form;
  });
}

/** Without an identity, two sheets of one form cannot be told apart. */
function torn(
  form: ReadSheet,
  { table, rivals }: { table: { readonly title: string }; rivals: readonly string[] },
): ReadSheet {
  const sheets = [form.sheet, ...rivals];
  const [found, expected] = [sheets.join('、'), texts.oneSheetExpected];
  const about = {
    check: 'several-sheets',
    severity: 'E',
    key: null,
    label: table.title,
    place: null,
    found,
    expected,
  } as const;
  return { ...form, findings: [{ ...about, message: texts['several-sheets'](sheets, form.sheet) }, ...form.findings] };
}
