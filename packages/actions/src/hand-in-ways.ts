const REPLY = '直接回复本邮件并附上文件';

/** 报送方式, as every message that asks for something lists them; the first depends on what the sender has at hand. */
export function handInWays(begin: 'enclosed' | 'earlier' | 'correct'): readonly string[] {
  return [BEGIN[begin], '或由市局代收登记（OA、纸质件）'];
}

const BEGIN = {
  enclosed: `填写随信附上的模板，${REPLY}`,
  earlier: `填写此前下发的模板，${REPLY}`,
  correct: `更正后${REPLY}`,
} as const;
