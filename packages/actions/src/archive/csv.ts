const BOM = '\uFEFF';

/** A table for Excel: UTF-8 with its mark, CRLF; nothing in it is taken for a formula. */
export function csv(rows: readonly (readonly (string | number | null)[])[]): Buffer {
  return Buffer.from(BOM + rows.map(csvLine).join(''));
}

export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** Begins a CSV that is written line by line. */
export function csvHead(columns: readonly string[]): string {
  return BOM + csvLine(columns);
}

function cellOf(value: string | number | null): string {
  const text = String(value ?? '');
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
