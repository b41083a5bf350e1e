import { plainText } from './put.js';

/** Excel takes no longer name of a sheet. */
const LONGEST = 31;

interface Naming {
  /** Names in use, in small letters: Excel does not tell `A` from `a`. The new one is added. */
  readonly taken: Set<string>;
  /** For a title of which nothing is left. */
  readonly otherwise: string;
}

/** A sheet's name as Excel allows it and no other sheet has it. */
export function freeSheetName(title: string, { taken, otherwise }: Naming): string {
  // An apostrophe is allowed inside, but exceljs does not double it in the names of print titles.
  const plain =
    plainText(title)
      .replace(/['\\/?*[\]:]/g, '')
      .trim() || otherwise;
  let name = plain.slice(0, LONGEST);
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) {
    const suffix = `（${n}）`;
    name = `${plain.slice(0, LONGEST - suffix.length)}${suffix}`;
  }
  taken.add(name.toLowerCase());
  return name;
}
