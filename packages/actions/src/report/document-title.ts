/** What a document is called, by its kind. */
export function documentTitle(kind: string): string {
  return TITLES[kind] ?? kind;
}

const TITLES: Readonly<Record<string, string>> = { summary: '总结报告', circular: '通报' };
