import type { MessageKind, MessageState } from '@duban/ledger';

/** What a message is, on screen. */
export const messageKindLabels: Readonly<Record<MessageKind, string>> = {
  launch: '部署通知',
  'launch-info': '告知函',
  chase: '催报提醒',
  receipt: '回执',
  refusal: '未能接收',
  return: '退回修改',
  answer: '办理答复',
  change: '变更告知',
  digest: '晨报',
  'round-merged': '期次汇总',
  'report-draft': '总结报告送审',
  guidance: '口径说明',
  'fact-check': '通报事实核实',
  undelivered: '退信告知',
  duty: '本局事项提醒',
};

export const messageStateLabels: Readonly<Record<MessageState, string>> = {
  planned: '待发送',
  deferred: '稍后重发',
  unknown: '结果不明，将重发',
  sending: '正在发送',
  sent: '已发送',
  cancelled: '已撤销',
  failed: '发送失败',
};

export const taskStateLabels: Readonly<Record<'open' | 'done' | 'cancelled', string>> = {
  open: '待办',
  done: '已办',
  cancelled: '已撤销',
};
