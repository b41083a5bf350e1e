import type { MessageKind } from '@duban/ledger';

/** Replies to mails are not read: a file comes by a way that somebody registers. */
const REGISTERED = '经 OA 等渠道或以纸质件报我局，由我局代收登记';

/** 报送方式, as every message that asks for something lists them; the first depends on what the sender has at hand. */
export function handInWays(begin: 'enclosed' | 'earlier' | 'correct'): readonly string[] {
  return [BEGIN[begin], '有困难的，请致电我局'];
}

/** The same facts for a recipient who has a page: it is the way, for a table as for a report. Added when a message leaves. */
export function withDesk(
  kind: MessageKind,
  content: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { handIn } = content;
  if (!Array.isArray(handIn)) return content;
  const file = kind === 'return' ? '更正后的文件' : '填好的文件';
  return {
    ...content,
    handIn: [`打开本单位报送页面（链接见文中，无需注册），上传${file}`, '网页确实打不开的，请致电我局'],
  };
}

const BEGIN = {
  enclosed: `填写随信附上的模板，${REGISTERED}`,
  earlier: `填写此前下发的模板，${REGISTERED}`,
  correct: `更正后${REGISTERED}`,
} as const;
