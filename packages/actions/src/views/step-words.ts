/** A step of a ladder for who does not know the ladder's shorthand: `T−3 提醒` → `时限前3个工作日提醒`. Its days are working days. */
export function stepWords(label: string): string {
  return label.replace(/T([−+])(\d+) /g, (_, sign: string, days: string) => {
    return `时限${sign === '−' ? '前' : '后'}${days}个工作日`;
  });
}
