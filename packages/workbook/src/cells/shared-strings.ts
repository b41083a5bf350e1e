import type { PackageParts } from '../package/parts.js';
import { parsePieces } from '../package/xml.js';
import { RichText } from './texts.js';

/** The workbook's table of texts, by index; empty when it has none. */
export async function sharedStrings(parts: PackageParts, part: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined || parts.find(part) === undefined) return strings;
  const rich = new RichText();
  let inside = false;
  await parsePieces(parts.pieces(part), {
    open(local, attributes) {
      if (local === 'si') inside = true;
      else if (inside) rich.open(local, attributes['xml:space']);
    },
    text(piece) {
      if (inside) rich.text(piece);
    },
    close(local) {
      if (local === 'si') {
        inside = false;
        strings.push(rich.take());
      } else if (inside) rich.close(local);
    },
  });
  return strings;
}
