import type { Board, StatusChanged } from '@duban/api/types';
import { readMoment } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import type { Act } from './act.js';

type About = Pick<Board, 'id' | 'status' | 'revision'>;

/** What may become of a campaign as a whole, from where it stands. */
export function statusActs({ id, status, revision }: About): Act[] {
  const body = (reason: string) => ({ reason });
  const pause: Act = {
    key: 'pause',
    label: '暂停专项',
    effect: '暂停期间不催报、不送签催报文书、不汇总；已经报来的照常审核、答复。恢复后从当时该办的一步接着办。',
    needsReason: true,
    url: urls.status(id, 'pause'),
    revision,
    body,
  };
  const resume: Act = {
    key: 'resume',
    label: '恢复专项',
    effect: '恢复催报和汇总；暂停期间错过的提醒只补最近的一次。',
    needsReason: false,
    url: urls.status(id, 'resume'),
    revision,
    body,
  };
  const close: Act = {
    key: 'close',
    label: '结束专项',
    effect: '结束后不再催报，内容不能再改，可以归档。还有没办完的，须写明理由。',
    needsReason: false,
    url: urls.status(id, 'close'),
    revision,
    body,
  };
  if (status === 'closed') return [];
  return status === 'paused' ? [resume, close] : [pause, close];
}

const SAID = { running: '专项已恢复', paused: '专项已暂停', closed: '专项已结束' } as const;

/** What is said once it has been done: where the campaign stands, and what happens next by itself. */
export function statusSaid(changed: StatusChanged | null): string {
  if (changed === null) return '已办';
  const [next] = changed.next;
  const then = next ? `${when(next)} ${[next.step, next.office, next.what].filter(Boolean).join(' ')}` : '没有';
  return `${SAID[changed.status]}。接下来：${then}。`;
}

function when(next: StatusChanged['next'][number]): string {
  const { day, time } = readMoment(next);
  return `${day} ${time}`;
}
