/** A day as clerks type it: 2023-10-9, 2023.10.9, 2023/10/9, 2023年10月9日, 20231009, full-width or with blanks. Null when it is none. */
export function readDate(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[\u2010-\u2015\u2212]/gu, '-');
  const m =
    /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:T?00:00(?::00)?)?$/u.exec(plain) ??
    /^(\d{4})(年)(\d{1,2})月(\d{1,2})日?$/u.exec(plain) ??
    /^(\d{4})()(\d{2})(\d{2})$/u.exec(plain);
  if (m === null) return null;
  return dayOf({ year: Number(m[1]), month: Number(m[3]), day: Number(m[4]) });
}

/** `YYYY-MM-DD`, or null for a day that does not exist or lies outside any campaign. */
export function dayOf({ year, month, day }: { year: number; month: number; day: number }): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || year < 1950 || year > 2099) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
