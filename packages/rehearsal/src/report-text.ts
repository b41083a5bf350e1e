import { numberedHeadings } from '@duban/documents';

/** Body of a simulated county report: one paragraph under each heading of the outline, plain words without figures. */
export function reportParagraphs(outline: readonly string[]): string[] {
  const headings = numberedHeadings(outline);
  return outline.flatMap((heading, i) => [
    headings[i] ?? heading,
    `本单位按照通知要求落实“${heading}”各项工作，明确责任分工，坚持问题导向，加强部门协同，按时完成任务，有关数据见统计表。`,
  ]);
}
