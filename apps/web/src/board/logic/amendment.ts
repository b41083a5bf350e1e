import type { AmendmentPreview, SeedListed, SeedReady } from '@duban/api/types';

/** The later documents that can be read, by their number. */
export function documentsOf(seeds: readonly SeedListed[]): { readonly value: string; readonly label: string }[] {
  return seeds
    .filter((seed): seed is SeedReady => seed.problem === null)
    .map(({ name, number, title }) => ({ value: name, label: `${number}　${title}` }));
}

/** `新增 6 项、改期 0 项 …`, in 项; what stays as it is is said too. */
export function amendmentSentence(
  preview: Pick<AmendmentPreview, 'added' | 'redated' | 'withdrawn' | 'untouched'>,
): string {
  const { added, redated, withdrawn, untouched } = preview;
  const parts = [
    ['新增', added],
    ['改期', redated],
    ['撤销', withdrawn],
  ] as const;
  const changed = parts.filter(([, list]) => list.length > 0).map(([word, list]) => `${word} ${list.length} 项`);
  return `${changed.join('、') || '报送任务没有变化'}，${untouched.length} 项不变`;
}

/** Why it cannot be made yet; null when it can. */
export function openInWords(questions: AmendmentPreview['questions']): string | null {
  if (questions.length === 0) return null;
  const titles = questions.map(({ title }) => title).join('；');
  return `补充文件还有 ${questions.length} 处没有定：${titles}。请在它的 answers.yaml 里写明后再来。`;
}
