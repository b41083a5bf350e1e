import { styleOfLine } from '../layout/plain.js';
import { plainPaper } from './plain-paper.js';
import { fillTemplate, type Line, plainTemplate } from './plain-template.js';

/** A county's report as it would be handed in. Paragraphs that begin with 一、 or （一） are set as headings. */
export interface CountyReport {
  readonly office: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The report template that goes out with the launch mail: headings, and under each a hint to be replaced. */
export interface ReportOutline {
  readonly office: string;
  readonly title: string;
  readonly outline: readonly { readonly heading: string; readonly hint?: string }[];
}

/** Writes a plain county report (.docx, GB/T 9704 layout). The same input gives the same bytes. */
export async function writeCountyReport({ office, title, paragraphs }: CountyReport): Promise<Uint8Array> {
  const lines = paragraphs.map((text): Line => ({ style: styleOfLine(text), text }));
  return plainPaper({ office, title }, [
    { style: 'title', text: title },
    ...lines,
    { style: 'signatory', text: office },
  ]);
}

/** Writes the empty report with the outline's headings. Its hints (【请填写…】) do not count as substance when it comes back. */
export async function writeReportTemplate({ office, title, outline }: ReportOutline): Promise<Uint8Array> {
  const template = plainTemplate('report-outline');
  const body = outline.map(({ heading, hint }) => ({ heading, hint: hint ?? null }));
  const lines = fillTemplate(template, { office, title, outline: body });
  return plainPaper(
    { office, title },
    lines.map((line) => (line.style === 'body' ? { ...line, style: styleOfLine(line.text) } : line)),
  );
}

/** An outline's headings with their numbers, as a 公文 numbers them: 一、 二、 … 十一、 */
export function numberedHeadings(outline: readonly string[]): string[] {
  return outline.map((heading, i) => `${chineseNumeral(i + 1)}、${heading}`);
}

function chineseNumeral(n: number): string {
  const digit = (value: number): string => '〇一二三四五六七八九'.charAt(value);
  if (n < 10) return digit(n);
  return `${n < 20 ? '' : digit(Math.floor(n / 10))}十${n % 10 === 0 ? '' : digit(n % 10)}`;
}
