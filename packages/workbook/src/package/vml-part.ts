/**
 * The old drawings (VML) that Excel still needs for every comment. They are hardly ever well-formed XML (`<br>` in the texts of
 * form controls), so they are worked on as text: shapes are found by their tags, ours are put before the end.
 */
export interface NotePlace {
  /** 1-based. */
  readonly row: number;
  readonly column: number;
  /** Text lines to make room for. */
  readonly lines: number;
}

const NS = {
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  x: 'urn:schemas-microsoft-com:office:excel',
} as const;
const NOTE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** A drawing without shapes. `sheet`: which block of ids it may use; each sheet has its own. */
export function emptyVml(sheet: number): string {
  return `<xml xmlns:v="${NS.v}" xmlns:o="${NS.o}" xmlns:x="${NS.x}"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${sheet}"/></o:shapelayout>${NOTE_TYPE}</xml>`;
}

/** Takes away the comment shapes of these cells and draws others. */
export function redrawNotes(
  text: string,
  { gone, fresh }: { gone: readonly NotePlace[]; fresh: readonly NotePlace[] },
): string {
  const isGone = (shape: string) => gone.some((place) => isNoteOf(shape, place));
  let result = text.replace(SHAPE, (shape) => (isGone(shape) ? '' : shape));
  if (fresh.length === 0) return result;
  const block = Number(/<(?:\w+:)?idmap\b[^>]*\bdata="(\d+)/.exec(result)?.[1] ?? 1);
  const taken = [...result.matchAll(/\bid="_x0000_s(\d+)"/g)].map((m) => Number(m[1]));
  const first = Math.max(block * 1024, ...taken) + 1;
  const shapes = fresh.map((place, i) => shapeXml(result, { place, id: first + i })).join('');
  const type = result.includes('_x0000_t202"') ? '' : bound(result, NOTE_TYPE);
  const end = result.lastIndexOf('</');
  if (end === -1) throw new Error('a drawing without an end');
  result = result.slice(0, end) + type + shapes + result.slice(end);
  return result;
}

/** Whether anything is drawn. */
export function hasShapes(text: string): boolean {
  return SHAPES.test(text);
}

const SHAPE = /<((?:\w+:)?shape)\b(?:[^>"']|"[^"]*"|'[^']*')*?(?:\/>|>[\s\S]*?<\/\1>)/g;
const SHAPES = /<(?:\w+:)?(?:shape|rect|oval|line|group|image|roundrect|polyline|curve|arc)\b/;

function isNoteOf(shape: string, { row, column }: NotePlace): boolean {
  const number = (name: string) =>
    Number(new RegExp(`<(?:\\w+:)?${name}>\\s*(\\d+)\\s*<`).exec(shape)?.[1] ?? Number.NaN);
  return /\bObjectType=["']Note["']/.test(shape) && number('Row') === row - 1 && number('Column') === column - 1;
}

function shapeXml(drawing: string, { place, id }: { readonly place: NotePlace; readonly id: number }): string {
  const { row, column } = place;
  const lines = Math.min(Math.max(place.lines, 2), 14);
  // Left column, offset, top row, offset, right column, offset, bottom row, offset.
  const anchor = [column, 15, Math.max(row - 2, 0), 8, column + 4, 15, Math.max(row - 2, 0) + lines, 4].join(', ');
  const xml = `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;width:260pt;height:${lines * 15}pt;z-index:${id % 1024};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`;
  return bound(drawing, xml);
}

/** Our XML with the prefixes it uses declared, where the drawing does not bind them at its root. */
function bound(drawing: string, xml: string): string {
  const missing = Object.entries(NS).filter(
    ([prefix, uri]) => !new RegExp(`xmlns:${prefix}=["']${uri}["']`).test(drawing),
  );
  const declarations = missing.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');
  return declarations === '' ? xml : xml.replace(/^<[\w:]+/, (name) => name + declarations);
}
