import { relationshipIdOf } from '../package/namespaces.js';
import type { PartSource } from '../package/parts.js';
import { relationshipsOf } from '../package/relationships.js';
import { isTrue, parseXml } from '../package/xml.js';
import type { CellSheet } from './types.js';

export interface SheetEntry {
  readonly name: string;
  readonly part: string;
  readonly state: CellSheet['state'];
}

/** What workbook.xml and its relationships say. */
export interface BookParts {
  readonly workbook: string;
  /** Worksheets only, in the order of their tabs; chart and macro sheets hold no cells. */
  readonly sheets: readonly SheetEntry[];
  readonly strings: string | undefined;
  readonly styles: string | undefined;
  readonly date1904: boolean;
  /** Names that refer to another file. */
  readonly externalNames: boolean;
}

/** Throws when there is no workbook, or a worksheet's part is missing. */
export function bookParts(parts: PartSource): BookParts {
  const workbook = workbookPart(parts);
  const relationships = relationshipsOf(parts, workbook);
  const listed: { name: string; state: string; id: string | undefined }[] = [];
  let date1904 = false;
  let externalNames = false;
  let inName = false;
  parseXml(parts.read(workbook), {
    open(local, attributes) {
      inName = local === 'definedName';
      if (local === 'workbookPr') date1904 = isTrue(attributes.date1904);
      else if (local === 'sheet') {
        const id = relationshipIdOf({ attributes });
        listed.push({ name: attributes.name ?? '', state: attributes.state ?? 'visible', id });
      }
    },
    text(piece) {
      if (inName && refersElsewhere(piece)) externalNames = true;
    },
  });
  const sheets = listed.flatMap(({ name, state, id }) => {
    const relationship = relationships.find((each) => each.id === id);
    if (relationship === undefined) throw new Error(`sheet ${name} has no part`);
    if (relationship.kind !== 'worksheet') return [];
    if (parts.find(relationship.target) === undefined) throw new Error(`no part ${relationship.target}`);
    return [{ name, part: relationship.target, state: stateOf(state) }];
  });
  const target = (kind: string) => relationships.find((each) => each.kind === kind && !each.external)?.target;
  return { workbook, sheets, strings: target('sharedStrings'), styles: target('styles'), date1904, externalNames };
}

function workbookPart(parts: PartSource): string {
  const named = relationshipsOf(parts, '').find((each) => each.kind === 'officeDocument')?.target;
  const found = parts.find(named ?? '') ?? parts.find('xl/workbook.xml');
  if (found === undefined) throw new Error('no workbook in the package');
  return found;
}

function stateOf(state: string): CellSheet['state'] {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}

/** `[1]Sheet1!A1`, `'[1]二季度'!A1`, `'D:\表\[a.xlsx]Sheet1'!A1`: another file, in contrast to `Table1[Column]`. */
export function refersElsewhere(formula: string): boolean {
  if (!formula.includes('[')) return false;
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '""');
  return /(?:^|[^\p{L}\p{N}_.\]'])\[\d+\]|'[^']*\[[^\]]+\][^']*'!/u.test(bare);
}
