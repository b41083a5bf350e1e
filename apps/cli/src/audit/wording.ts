/** What `duban audit` prints. */
export const auditWords = {
  verifying: (done: number, last: number) => `核验 ${done} / ${last} 条`,
  intact: (events: number) => `审计链完整：${events} 条事件与封条全部相符。`,
  broken: (count: number) => `审计链有 ${count} 处损坏：`,
  more: (count: number) => `另有 ${count} 处没有列出。`,
  waiting: (count: number) => `另有 ${count} 条刚写入，等待封存。`,
  head: (head: string) => `链尾 ${head}`,
  witnesses: (count: number) => `与 ${count} 个检查点比对过。`,
  noWitness: '没有检查点可比对：链尾是否被截断、整条链是否被重写，这次看不出来。',
  keep: '请保留现场，不要重启或恢复，并立即报告审计管理员。',
  sealed: (count: number) => (count === 0 ? '没有等待封存的事件。' : `已封存 ${count} 条。`),
  checkpointed: (day: string) => `已记下 ${day} 的检查点。`,
  algorithm: (name: string) => `从下一条起用 ${name} 封存。`,
  columns: ['链上', '时间', '事件', '办理人', '账号', '专项', '对象'],
  unsealed: '待封存',
  none: '没有符合条件的事件。',
} as const;
