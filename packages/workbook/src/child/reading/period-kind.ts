import { columnWords, figureWords, helperWords } from '../../wording/reading-words.js';
import { labelOf } from './labels.js';

/** Which of a measure's figures a head or a label speaks of. */
export type PeriodKind = 'current' | 'cumulative' | 'previous' | 'adjust';
export type Helper = keyof typeof helperWords;

const words = new Map<string, PeriodKind>(
  (Object.keys(columnWords) as PeriodKind[]).flatMap((kind) => columnWords[kind].map((word) => [word, kind] as const)),
);
const helpers = new Map<string, Helper>(
  (Object.keys(helperWords) as Helper[]).flatMap((name) => helperWords[name].map((word) => [word, name] as const)),
);
const lonely: ReadonlySet<string> = new Set(figureWords);

/** A period spelled out: 2023年第三季度, 2023年9月, 7-9月. */
const PERIOD = /(20\d{2}年?)?(第?[一二三四1-4]季度|\d{1,2}([-—~至到]\d{1,2})?月份?|(上|下)半年)|20\d{2}年度?/gu;

/** `本期数（2023年第三季度）` → current; a period alone is the current one; null when it is no such head. */
export function periodKindOf(raw: string): PeriodKind | null {
  if (raw === '' || raw.length > 24) return null;
  const dated = raw.normalize('NFKC').replace(/\s/gu, '');
  const without = dated.replace(PERIOD, '');
  const text = labelOf(without).text;
  if (without !== dated && text.replace(/[度份数]/gu, '') === '') return 'current';
  const known = words.get(text);
  if (known !== undefined) return known;
  // 上年同期累计 is there to be compared with: it is neither what came before nor what it comes to now.
  if (/[上去前]一?年|同期/u.test(text)) return null;
  if (/^(截至|截止)?[上前].{0,4}累计/u.test(text)) return 'previous';
  if (/^(自|从|截至|截止|专项|启动|全年|年初).{0,12}累计(数|数量)?$/u.test(text)) return 'cumulative';
  return null;
}

/** A label that carries its period itself: `检查家次（累计）` → 检查家次, cumulative. */
export function splitPeriod(raw: string): { readonly label: string; readonly kind: PeriodKind } | null {
  const m = /^(.{2,}?)[-—_（(【[:：]?(本期数?|本季度|本月|累计数?|上期累计数?|上期调整数?)[)）】\]]?$/u.exec(
    raw.trim(),
  );
  const before = /^(本期|本季度|本月|累计|上期累计)(.{2,})$/u.exec(raw.trim());
  const [label, word] = m !== null ? [m[1], m[2]] : [before?.[2], before?.[1]];
  const kind = word === undefined ? null : periodKindOf(word);
  return label === undefined || kind === null ? null : { label, kind };
}

export function helperOf(raw: string): Helper | null {
  return helpers.get(labelOf(raw).text) ?? null;
}

/** The head of a column of figures that says nothing but that. */
export function isFigureHead(raw: string): boolean {
  return lonely.has(labelOf(raw).text);
}
