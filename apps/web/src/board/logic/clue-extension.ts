import type { ClueListed } from '@duban/api/types';
import { longDay } from '../../shared/china-time.js';

export interface ExtensionForm {
  readonly until: string;
  readonly reason: string;
  readonly approvedBy: string;
  /** 超过6个月 is said expressly. */
  readonly beyond: boolean;
}

type Extended = Pick<ClueListed, 'decideBy' | 'extendable' | 'extensions'>;

/** The last day that needs no word of its own: three months after receipt the first time, then six. Null of one that may not be extended. */
export function extensionLimit({ extendable, extensions }: Extended): string | null {
  if (extendable === null) return null;
  return extensions.length === 0 ? extendable.first : extendable.principle;
}

/** Whether a day goes beyond what holds in principle: then it has to be said. Never the first time. */
export function isBeyond({ extendable, extensions }: Extended, until: string): boolean {
  return extendable !== null && extensions.length > 0 && until > extendable.principle;
}

/** What is still missing of an extension, in words; null when it may be sent. The API decides in the end. */
export function missingFromExtension(clue: Extended, form: ExtensionForm): string | null {
  const { until, reason, approvedBy, beyond } = form;
  const limit = extensionLimit(clue) ?? '';
  if (until === '') return '请选择延长到哪一天。';
  if (clue.decideBy !== null && until <= clue.decideBy) return `新的期限要晚于现在的期限${longDay(clue.decideBy)}。`;
  if (clue.extensions.length === 0 && until > limit) return `第一次延长最晚到收到后3个月的${longDay(limit)}。`;
  if (reason.trim() === '') return '请写明延长的理由。';
  if (approvedBy.trim() === '') return '请写明批准的领导。';
  return isBeyond(clue, until) && !beyond
    ? `超过收到后6个月的${longDay(limit)}，原则上不允许；确已批准的，请勾选“超过6个月”。`
    : null;
}

/** `第1次延长至2023年12月13日，张副局长批准：等待鉴定意见`. */
export function extensionText(
  { until, approvedBy, reason, beyondPrinciple }: ClueListed['extensions'][number],
  index: number,
): string {
  const beyond = beyondPrinciple ? '（超过6个月）' : '';
  return `第${index + 1}次延长至${longDay(until)}${beyond}，${approvedBy}批准：${reason}`;
}
