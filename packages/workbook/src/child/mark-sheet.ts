import type { Finding } from '@duban/tables';
import { addressOf, covers, placeOf } from '../cells/address.js';
import type { SheetEntry } from '../cells/book.js';
import type { CellRange } from '../cells/types.js';
import { markedCells, rewriteComments } from '../package/comments-part.js';
import { XML_HEAD } from '../package/edit.js';
import type { Namespaces } from '../package/namespaces.js';
import type { PackagePatch } from '../package/patch.js';
import { declare, declareExtension, discard, freePart, relate, unrelate } from '../package/registry.js';
import { type Relationship, relationshipsOf } from '../package/relationships.js';
import type { CellChange } from '../package/sheet-cells.js';
import { changedSheet, factsOf, type SheetChanges } from '../package/sheet-part.js';
import type { StylesPart } from '../package/styles-part.js';
import { emptyVml, hasShapes, type NotePlace, redrawNotes } from '../package/vml-part.js';
import { severityNames, returnTexts as texts } from '../wording/marked-return.js';
import { type MarkRecord, marked, noFill, unmarked } from './marks.js';
import { widthOf } from './styles.js';

interface Marking {
  readonly sheet: SheetEntry;
  readonly index: number;
  readonly namespaces: Namespaces;
  readonly styles: StylesPart;
  /** What an earlier return remembers, of all sheets. */
  readonly former: readonly MarkRecord[];
  /** By address. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

/** Takes former marks off a sheet and puts new ones on: fills and comments. What was marked, with the fills it had. */
export function markSheet(patch: PackagePatch, marking: Marking): readonly MarkRecord[] {
  const { sheet, styles, former } = marking;
  const comments = commentsOf(patch, sheet.part);
  const commented = comments === undefined ? [] : markedCells(patch.text(comments.target), texts.mark);
  const remembered = new Map(former.filter((each) => each.sheet === sheet.name).map(({ cell, fill }) => [cell, fill]));
  if (marking.findings.size === 0 && commented.length === 0 && remembered.size === 0) return [];

  const text = patch.text(sheet.part);
  const facts = factsOf(text);
  const findings = onFirstCells(marking.findings, facts.merges);
  const records: MarkRecord[] = [];
  const cells = new Map<string, CellChange>();
  for (const address of new Set([...commented, ...remembered.keys(), ...findings.keys()])) {
    const here = findings.get(address);
    cells.set(address, (old, isWritten) => {
      const before = isWritten ? unmarked(styles, old, remembered.get(address)) : old;
      if (here === undefined) return isWritten ? { style: before } : null;
      records.push({ sheet: sheet.name, cell: address, fill: styles.fillOf(before) ?? noFill });
      return { style: marked(styles, before, here) };
    });
  }
  const drawing = commentSheet(patch, { ...marking, findings, drawing: facts.drawing });
  patch.write(sheet.part, changedSheet(text, { cells, ...(drawing === undefined ? {} : { drawing }) }));
  return records;
}

/** Of merged cells only the first one is seen. */
function onFirstCells(
  findings: Marking['findings'],
  merges: readonly CellRange[],
): ReadonlyMap<string, readonly Finding[]> {
  const first = new Map<string, readonly Finding[]>();
  for (const [address, here] of findings) {
    const place = placeOf(address);
    const range = place === null ? undefined : merges.find((merge) => covers(merge, place.row, place.column));
    const target = range === undefined ? address : addressOf(range.top, range.left);
    first.set(target, [...(first.get(target) ?? []), ...here]);
  }
  return first;
}

/** The sheet's comments, where the package has them. */
function commentsOf(patch: PackagePatch, part: string): Relationship | undefined {
  return relationshipsOf(patch, part).find(
    ({ kind, target }) => kind === 'comments' && patch.find(target) !== undefined,
  );
}

/** Rewrites the sheet's comments with their drawing; what the sheet must say of the drawing, if that changes. */
function commentSheet(
  patch: PackagePatch,
  { sheet, index, namespaces, findings, drawing }: Marking & { readonly drawing: string | undefined },
): SheetChanges['drawing'] {
  const lines = new Map([...findings].map(([address, here]) => [address, here.map(lineOf)]));
  const old = commentsOf(patch, sheet.part);
  const drawn = relationshipsOf(patch, sheet.part).find(({ id }) => id === drawing);
  const part = old?.target ?? freePart(patch, 'xl/comments*.xml');
  const before = old === undefined ? emptyComments(namespaces) : patch.text(part);
  const { text, gone, fresh, empty } = rewriteComments(before, { mark: texts.mark, author: texts.author, lines });
  if (empty) {
    if (old === undefined) return undefined;
    unrelate(patch, sheet.part, old.id);
    discard(patch, part);
  } else {
    patch.write(part, text);
    if (old === undefined) {
      declare(patch, part, 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml');
      relate(patch, sheet.part, { type: `${namespaces.relationships}/comments`, target: part });
    }
  }
  if (drawn === undefined && fresh.length === 0) return undefined;
  const vml = drawn?.target ?? freePart(patch, 'xl/drawings/vmlDrawing*.vml');
  const picture = redrawNotes(patch.find(vml) === undefined ? emptyVml(index + 1) : patch.text(vml), {
    gone: gone.flatMap((address) => notePlace(address, [])),
    fresh: fresh.flatMap((address) => notePlace(address, lines.get(address) ?? [])),
  });
  if (drawn !== undefined && !hasShapes(picture)) {
    unrelate(patch, sheet.part, drawn.id);
    discard(patch, vml);
    return null;
  }
  patch.write(vml, picture);
  // Also for a drawing the sheet speaks of and the package has lost: it is made anew.
  declareExtension(patch, 'vml', 'application/vnd.openxmlformats-officedocument.vmlDrawing');
  if (drawn !== undefined) return undefined;
  return { id: relate(patch, sheet.part, { type: `${namespaces.relationships}/vmlDrawing`, target: vml }), namespaces };
}

function lineOf({ severity, message }: Finding): string {
  return `${texts.mark}${severityNames[severity]}：${message.replace(/\s*[\r\n]+\s*/g, ' ')}`;
}

function notePlace(address: string, lines: readonly string[]): readonly NotePlace[] {
  const place = placeOf(address);
  const high = lines.reduce((sum, line) => sum + Math.ceil(widthOf(line) / 40), 1);
  return place === null ? [] : [{ ...place, lines: high }];
}

function emptyComments({ main }: Namespaces): string {
  return `${XML_HEAD}<comments xmlns="${main}"><authors></authors><commentList></commentList></comments>`;
}
