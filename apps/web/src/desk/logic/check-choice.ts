import type { DeskItem } from '@duban/api/types';

/** The API's limit (10 MB), so that nobody waits for an upload that will be refused. */
export const MAX_BYTES = 10 * 1024 * 1024;

export const endings = { table: '.xlsx', report: '.docx' } as const;
/** Taken as well: the server converts them, or says how to save them, where it has no LibreOffice. */
const OLDER = { table: ['.xls', '.et'], report: [] } as const;

/** What the file dialog offers. */
export function offered(form: DeskItem['form']): string {
  return [endings[form], ...OLDER[form]].join(',');
}

/** Why a chosen file cannot be sent, in words that say what to do; null when it can. */
export function checkChoice(
  form: DeskItem['form'],
  file: { readonly name: string; readonly size: number },
): string | null {
  const ending = endings[form];
  const name = file.name.toLowerCase();
  if (![ending, ...OLDER[form]].some((each) => name.endsWith(each)))
    return form === 'table'
      ? `“${file.name}”不是 ${ending} 工作簿。请在 Excel 或 WPS 中打开下发的模板填写，另存为 ${ending} 后重新选择。`
      : `“${file.name}”不是 ${ending} 文档。请在 Word 或 WPS 中另存为 ${ending} 后重新选择。`;
  if (file.size === 0) return `“${file.name}”是空文件（0 字节）。请确认已保存，再重新选择。`;
  if (file.size > MAX_BYTES)
    return `“${file.name}”有 ${sizeWords(file.size)}，超过 10 MB。请删去图片和多余的工作表后重新选择。`;
  return null;
}

/** `12.3 MB`, `48 KB`; never rounds down to the limit itself. */
export function sizeWords(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${(Math.ceil((bytes * 10) / (1024 * 1024)) / 10).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
