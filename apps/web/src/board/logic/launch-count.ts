import type { LaunchPreview } from '@duban/api/types';

interface LaunchCount {
  readonly clerks: number;
  readonly units: number;
  readonly mails: number;
}

/** Whom a launch writes to: those who report (启动通知) and those who are only told (启动告知). */
function countLaunch(messages: LaunchPreview['messages']): LaunchCount {
  const of = (kind: 'launch' | 'launch-info'): number => messages.filter((m) => m.kind === kind).length;
  return { clerks: of('launch'), units: of('launch-info'), mails: messages.length };
}

/** `将向 29 名填报人员、44 个单位发送 73 封邮件` */
export function launchSentence(messages: LaunchPreview['messages']): string {
  const { clerks, units, mails } = countLaunch(messages);
  if (mails === 0) return '不发送邮件';
  const whom = [...(clerks > 0 ? [`${clerks} 名填报人员`] : []), ...(units > 0 ? [`${units} 个单位`] : [])];
  return `将向 ${whom.join('、')}发送 ${mails} 封邮件`;
}

/** `整体后移 12 个季度`: seeds lie in the past and are moved to today. */
export function movedInWords(quarters: number): string {
  if (quarters === 0) return '日期不变';
  return `整体${quarters > 0 ? '后' : '前'}移 ${Math.abs(quarters)} 个季度`;
}
