import type { Board, BoardCell, BureauSession, Call, DecideBody, Messages, SubmissionView } from '@duban/api/types';

// The board's words (practice.md), in one place.

/** Only what an officer must notice has a word; on time needs none. */
export const punctualityWords: Readonly<Record<BoardCell['punctuality'], string | null>> = {
  pending: null,
  'on-time': null,
  late: '迟报',
  'after-cut-off': '补报',
  never: '未报',
  none: null,
};

export const roleWords: Readonly<Record<BureauSession['role'], string>> = {
  operator: '经办人',
  chief: '科长',
  deputy: '分管副局长',
  superior: '上级部门',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
  leader: '局长',
};
/** What a trial session may act as. */
export const roles: readonly ('operator' | 'chief' | 'deputy' | 'leader')[] = ['operator', 'chief', 'deputy', 'leader'];

export const decisionWords: Readonly<Record<DecideBody['kind'], string>> = {
  accept: '通过',
  return: '退回修改',
  exempt: '免报',
  extend: '延期',
  reopen: '解锁更正',
};

export const channelWords: Readonly<Record<SubmissionView['channel'], string>> = {
  web: '填报端',
  mail: '邮件',
  registered: '代收登记',
};

export const messageStateWords: Readonly<Record<Messages['messages'][number]['state'], string>> = {
  planned: '待发送',
  deferred: '稍后重发',
  unknown: '结果不明，将重发',
  sending: '正在发送',
  sent: '已发送',
  cancelled: '已撤销',
  failed: '发送失败',
};

export const taskStateWords: Readonly<Record<Call['state'], string>> = {
  open: '待办',
  done: '已办',
  cancelled: '已撤销',
};

export const stageWords: Readonly<Record<Board['documents'][number]['stage'], string>> = {
  draft: '拟稿',
  reviewed: '已核稿',
  countersigned: '已会签',
  issued: '已签发',
};

export const phaseWords: Readonly<Record<Board['phases'][number]['standing'], string>> = {
  ahead: '未开始',
  running: '进行中',
  over: '已结束',
};

/** As the office says; beside its state. */
export const progressWords: Readonly<Record<NonNullable<BoardCell['progress']>, string>> = {
  filling: '填报中',
  approving: '待审签',
  sealing: '待用印',
};

export const severityWords = {
  E: '必须更正',
  W: '需要说明',
  I: '提示',
} as const;
