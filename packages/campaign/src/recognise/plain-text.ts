/**
 * Text as people mean it: full-width letters and digits become plain ones, blanks go, letters are small. File names and cells of
 * one county write the same name in all these ways.
 */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
