const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The proof's wording, in one place. */
export const problemText = {
  looseDigit: (text: string) => `“${short(text)}”里有数字没有绑定定稿数据。`,
  unknownKey: ({ tag, text }: { tag: string; text: string }) => `控件“${tag}”（“${short(text)}”）在定稿数据里不存在。`,
  differs: ({ tag, text }: { tag: string; text: string }, expected: string) =>
    `控件“${tag}”写的是“${short(text)}”，定稿数据是“${short(expected)}”。`,
  opaque: (kind: string) => `文稿里有${kind}，其中的数字无法核对。`,
  numberedStyle: (style: string) => `样式“${style}”带自动编号，编号不在定稿数据里。`,
  noSeal: () => '文稿里没有出稿标记，不是本系统编制或标记已被删除。',
  otherSnapshot: (found: string, expected: string) => `文稿绑定的定稿数据是“${found}”，核对的是“${expected}”。`,
  controlsChanged: (sealed: string, now: number) =>
    `出稿时有 ${sealed.split(':')[0]} 个数字控件，现有 ${now} 个，或次序已改变。`,
};
