export interface TextPart {
  readonly at: number;
  readonly text: string;
  readonly link: boolean;
}

// Chinese punctuation ends an address; nothing but http(s) may become a link.
const ADDRESS = /https?:\/\/[^\s\u3000-\u303f\uff00-\uffef<>"']+/g;

/** Splits plain text into words and web addresses, so that a mail's link can be clicked without reading HTML. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    if (found.index > from) parts.push({ at: from, text: text.slice(from, found.index), link: false });
    parts.push({ at: found.index, text: found[0], link: true });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from), link: false });
  return parts;
}
