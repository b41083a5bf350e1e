import { DubanError } from '@duban/base';
import type { ReadReport } from '../contract.js';
import { headingStyles, readParagraphs } from './paragraphs.js';
import { guarded, openWordPackage } from './word-package.js';
import { PackageRefusal } from './zip.js';

// Hints of our own report template are no substance: an empty template must not pass for a report. None holds another 【: without that
// rule a text of many 【请填写 and no 】 takes quadratic time, hours for the 16 MB that are let in.
const HINT = /【请填写[^】【]*】/g;
const NUMBERED = /^[一二三四五六七八九十]+、/;
/** A report of 200 pages has 5 MB of markup; more would keep the reader busy for many seconds. */
const TEXT_LIMIT = 16 * 1024 * 1024;
/** A numbered paragraph longer than this is running text. */
const HEADING_LIMIT = 50;

/**
 * Reads a report that a county handed in (.docx). Throws `file-not-docx` (names what it is instead), `file-unsafe` (over 10 MB
 * packed, 100 MB inflated, 16 MB of text, 1,000 parts; macros, DOCTYPE, names that leave the package) or `document-unreadable`.
 */
export async function readReport(bytes: Uint8Array, name: string): Promise<ReadReport> {
  const { main, parts } = openWordPackage(bytes, name);
  return guarded(name, () => {
    const document = parts.get(main) ?? new Uint8Array();
    if (document.length > TEXT_LIMIT) throw new PackageRefusal('unsafe', '正文超过 16 MB');
    const styles = headingStyles(parts.get('word/styles.xml'));
    const paragraphs = readParagraphs(document);
    const isHeading = (paragraph: (typeof paragraphs)[number]) =>
      paragraph.outlined ||
      styles.has(paragraph.style) ||
      (NUMBERED.test(paragraph.text) && paragraph.text.length <= HEADING_LIMIT);
    const text = paragraphs.map((paragraph) => paragraph.text).join('\n');
    return {
      text,
      characters: [...text.replace(HINT, '').replace(/\s/gu, '')].length,
      headings: paragraphs.filter((each) => each.text !== '' && isHeading(each)).map((each) => each.text),
    };
  });
}

/** Throws `report-too-thin` when the report has fewer than `least` characters (the requirement's own setting). */
export function requireSubstance(report: ReadReport, { name, least }: { name: string; least: number }): void {
  if (report.characters >= least) return;
  throw new DubanError('report-too-thin', { name, found: report.characters, expected: least });
}
