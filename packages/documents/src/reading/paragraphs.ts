import { readXml } from './xml.js';

interface ReadParagraph {
  text: string;
  /** Style id; empty for the default. */
  style: string;
  /** Has an outline level of its own. */
  outlined: boolean;
}

/** Paragraphs of a main document in order, text boxes once (their fallback copy is skipped), trimmed. */
export function readParagraphs(part: Uint8Array): ReadParagraph[] {
  const done: ReadParagraph[] = [];
  const open: ReadParagraph[] = [];
  const path: string[] = [];
  readXml(part, {
    open: ({ local, attributes }) => {
      path.push(local);
      const paragraph = open.at(-1);
      if (local === 'p') open.push({ text: '', style: '', outlined: false });
      if (!paragraph) return;
      if (local === 'pStyle') paragraph.style = attributes.get('val') ?? '';
      // Level 9 is body text.
      if (local === 'outlineLvl') paragraph.outlined = attributes.get('val') !== '9';
      if (local === 'tab' || local === 'br') paragraph.text += ' ';
    },
    close: (local) => {
      path.pop();
      const paragraph = local === 'p' ? open.pop() : undefined;
      if (paragraph && !path.includes('Fallback')) done.push({ ...paragraph, text: paragraph.text.trim() });
    },
    text: (text) => {
      const paragraph = open.at(-1);
      if (paragraph && path.at(-1) === 't') paragraph.text += text;
    },
  });
  return done;
}

/** Ids of styles that are headings, by name or outline level: WPS calls its first heading style "2". */
export function headingStyles(part: Uint8Array | undefined): Set<string> {
  const found = new Set<string>();
  let style = '';
  if (part) {
    readXml(part, {
      open: ({ local, attributes }) => {
        const value = attributes.get('val') ?? '';
        if (local === 'style') style = attributes.get('styleId') ?? '';
        if (local === 'name' && /^(heading|标题) ?\d/i.test(value)) found.add(style);
        if (local === 'outlineLvl' && value !== '9') found.add(style);
      },
    });
  }
  return found;
}
