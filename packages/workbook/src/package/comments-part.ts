import { appended, escapedString, inDialect, opened, removed, type Splice, spliced } from './edit.js';
import { childOf, outlineOf, type XmlElement } from './outline.js';

const RUN = '<rPr><sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/></rPr>';

/** Lines of text put to cells as comments. Each line begins with `mark`, by which it is found and taken away again. */
export interface CommentLines {
  readonly mark: string;
  readonly author: string;
  /** By address. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
}

export interface RewrittenComments {
  readonly text: string;
  /** Cells that now have no comment of the kind drawn for them: their drawing goes. */
  readonly gone: readonly string[];
  /** Cells with a comment that is new: they need a drawing. */
  readonly fresh: readonly string[];
  /** Nothing is left. */
  readonly empty: boolean;
}

/** Cells that carry a comment line beginning with `mark`. */
export function markedCells(text: string, mark: string): readonly string[] {
  return commentsOf(text).flatMap((comment) =>
    linesOf(contentOf(text, comment), mark).some(({ ours }) => ours) ? [addressOf(comment)] : [],
  );
}

/**
 * A comments part with our former lines taken out and new ones put in. Somebody else's comment on the same cell is kept, ours
 * follow below it; a conversation (threaded comment) is left alone, for what Excel shows of it lies in another part.
 */
export function rewriteComments(part: string, { mark, author, lines }: CommentLines): RewrittenComments {
  const text = opened(part);
  const root = outlineOf(text);
  const splices: Splice[] = [];
  const gone: string[] = [];
  const kept = new Set<string>();
  const authors = childOf(root, 'authors');
  const names = (authors?.children ?? []).map(({ openEnd, closeStart }) => text.slice(openEnd, closeStart));
  for (const comment of commentsOf(text, root)) {
    const address = addressOf(comment);
    const whole = text.slice(comment.start, comment.end);
    const left = withoutOurs(text, comment, mark);
    if (left === null) {
      splices.push(removed(comment));
      gone.push(address);
      continue;
    }
    kept.add(address);
    const isThread = (names[Number(comment.attributes.authorId)] ?? '').startsWith('tc=');
    const ours = isThread ? [] : (lines.get(address) ?? []);
    const now = ours.length === 0 ? left : withRun(left, `\n${ours.join('\n')}`);
    if (now !== whole) splices.push({ start: comment.start, end: comment.end, text: now });
  }
  const fresh = [...lines.keys()].filter((address) => !kept.has(address));
  const list = childOf(root, 'commentList');
  if (fresh.length > 0) {
    const known = names.indexOf(escapedString(author));
    const authorId = known === -1 ? names.length : known;
    if (known === -1) splices.push(withAuthor(text, root, author));
    const xml = fresh
      .map((address) => commentXml(address, { authorId, text: (lines.get(address) ?? []).join('\n') }))
      .join('');
    splices.push(
      list === undefined
        ? appended(text, root, inDialect(`<commentList>${xml}</commentList>`, root))
        : appended(text, list, inDialect(xml, root)),
    );
  }
  return { text: spliced(text, splices), gone, fresh, empty: kept.size === 0 && fresh.length === 0 };
}

function withAuthor(text: string, root: XmlElement, author: string): Splice {
  const authors = childOf(root, 'authors');
  const xml = `<author>${escapedString(author)}</author>`;
  if (authors !== undefined) return appended(text, authors, inDialect(xml, root));
  return { start: root.openEnd, end: root.openEnd, text: inDialect(`<authors>${xml}</authors>`, root) };
}

function commentXml(address: string, { authorId, text }: { authorId: number; text: string }): string {
  return `<comment ref="${address}" authorId="${authorId}"><text><r>${RUN}<t xml:space="preserve">${escapedString(text)}</t></r></text></comment>`;
}

function commentsOf(text: string, root = outlineOf(text)): readonly XmlElement[] {
  return childOf(root, 'commentList')?.children.filter(({ local }) => local === 'comment') ?? [];
}

function addressOf({ attributes }: XmlElement): string {
  return (attributes.ref ?? '').replaceAll('$', '').toUpperCase();
}

/** The `t` elements of a comment, phonetic guides left out. */
function textsOf(comment: XmlElement): readonly XmlElement[] {
  const body = childOf(comment, 'text');
  return (body?.children ?? []).flatMap((child) => {
    if (child.local === 't') return [child];
    return child.local === 'r' ? child.children.filter(({ local }) => local === 't') : [];
  });
}

function contentOf(text: string, comment: XmlElement): string {
  return textsOf(comment)
    .map(({ openEnd, closeStart }) => text.slice(openEnd, Math.max(openEnd, closeStart)))
    .join('');
}

interface Line {
  readonly start: number;
  /** Behind its line break. */
  readonly end: number;
  readonly ours: boolean;
}

const BREAK = /(?:_x000[dD]_|\r|&#13;|&#xD;)?(?:\n|&#10;|&#xA;)/g;

function linesOf(content: string, mark: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  const add = (end: number) => {
    if (end > start) lines.push({ start, end, ours: content.slice(start, end).startsWith(mark) });
    start = end;
  };
  for (const m of content.matchAll(BREAK)) add(m.index + m[0].length);
  add(content.length);
  return lines;
}

/** The comment's XML without our lines, as it is when there are none; null when there is nothing else. */
function withoutOurs(text: string, comment: XmlElement, mark: string): string | null {
  const whole = text.slice(comment.start, comment.end);
  const content = contentOf(text, comment);
  const lines = linesOf(content, mark);
  if (!lines.some(({ ours }) => ours)) return whole;
  const theirs = lines.filter(({ ours }) => !ours);
  if (theirs.every(({ start, end }) => content.slice(start, end).trim() === '')) return null;
  const cut = theirs.at(-1) === lines.at(-1) ? content.length : withoutBreak(content, theirs.at(-1)?.end ?? 0);
  const keeps = (at: number) => at < cut && theirs.some(({ start, end }) => at >= start && at < end);
  const splices: Splice[] = [];
  let offset = 0;
  for (const t of textsOf(comment)) {
    const old = text.slice(t.openEnd, Math.max(t.openEnd, t.closeStart));
    const from = offset;
    offset += old.length;
    const left = old
      .split('')
      .filter((_, i) => keeps(from + i))
      .join('');
    if (left === old) continue;
    const run = childOf(comment, 'text')?.children.find((child) => child.start <= t.start && child.end >= t.end);
    splices.push(left === '' ? removed(run ?? t) : { start: t.openEnd, end: t.closeStart, text: left });
  }
  const by = -comment.start;
  return spliced(
    whole,
    splices.map(({ start, end, text: put }) => ({ start: start + by, end: end + by, text: put })),
  );
}

/** Where a line ends without its line break: that was put there together with the line of ours below it. */
function withoutBreak(content: string, end: number): number {
  const last = [...content.slice(0, end).matchAll(BREAK)].at(-1);
  return last !== undefined && last.index + last[0].length === end ? last.index : end;
}

/** One comment's XML with another run of text at its end. */
function withRun(xml: string, added: string): string {
  const comment = outlineOf(xml);
  const body = childOf(comment, 'text');
  if (body === undefined) return xml;
  const run = inDialect(`<r>${RUN}<t xml:space="preserve">${escapedString(added)}</t></r>`, comment);
  const plain = childOf(body, 't');
  // Beside runs a bare text is not shown everywhere: it becomes a run as well.
  const splices: Splice[] =
    plain === undefined
      ? []
      : [
          { start: plain.start, end: plain.start, text: inDialect('<r>', comment) },
          { start: plain.end, end: plain.end, text: inDialect('</r>', comment) },
        ];
  const after = body.children.filter(({ local }) => local === 'r' || local === 't').at(-1);
  splices.push(after === undefined ? appended(xml, body, run) : { start: after.end, end: after.end, text: run });
  return spliced(xml, splices);
}
