import type { MessageKind } from '@duban/ledger';

const REPLY = '直接回复本邮件并附上文件';

/** 报送方式, as every message that asks for something lists them; the first depends on what the sender has at hand. */
export function handInWays(begin: 'enclosed' | 'earlier' | 'correct'): readonly string[] {
  return [BEGIN[begin], '或由市局代收登记（OA、纸质件）'];
}

/**
 * The same facts for a recipient who has a page: it is the way, and nobody is told to reply by mail, which a live system does not read
 * yet. Added when a message leaves.
 */
export function withDesk(
  kind: MessageKind,
  content: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { handIn } = content;
  if (!Array.isArray(handIn)) return content;
  const file = kind === 'return' ? '更正后的文件' : '填好的表';
  return {
    ...content,
    handIn: [`打开本单位报送页面（链接见文中，无需注册），上传${file}`, '网页确实打不开的，请致电我局'],
  };
}

const BEGIN = {
  enclosed: `填写随信附上的模板，${REPLY}`,
  earlier: `填写此前下发的模板，${REPLY}`,
  correct: `更正后${REPLY}`,
} as const;
