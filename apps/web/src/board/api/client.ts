import type { Problem } from '@duban/api/types';
import { activityHeaders } from '../../shared/activity.js';
import { type Change, sendChange } from '../../shared/send-change.js';
import { connection } from './connection.js';

/** A refusal of the API (RFC 9457); the message is the Chinese text for the screen. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail'>) {
    super(problem.detail);
    this.status = problem.status;
    this.code = problem.code;
  }
}

/** GET. @throws ApiError for a refusal, and with status 0 when the server cannot be reached. */
export async function getJson<T>(url: string): Promise<T> {
  const look = { headers: activityHeaders(), credentials: 'same-origin', cache: 'no-store' } as const;
  return (await (await answered(() => fetch(url, look))).json()) as T;
}

/** A change; null where the answer is empty. @throws ApiError as `getJson`. */
export async function sendJson<T>(change: Change): Promise<T | null> {
  const answer = await answered(() => sendChange(change));
  const text = await answer.text();
  return text === '' ? null : (JSON.parse(text) as T);
}

async function answered(ask: () => Promise<Response>): Promise<Response> {
  let answer: Response;
  try {
    answer = await ask();
  } catch {
    connection.lost();
    throw new ApiError({ status: 0, code: 'connection-lost', detail: '连接中断，没有送达。请稍候，恢复后再试一次。' });
  }
  if (answer.status >= 502) connection.lost();
  else connection.back();
  if (!answer.ok) throw new ApiError(await problemOf(answer));
  return answer;
}

/** A proxy or a crash may answer with something else than a problem. */
async function problemOf(answer: Response): Promise<Pick<Problem, 'status' | 'code' | 'detail'>> {
  const fallback = {
    status: answer.status,
    code: 'unreadable-answer',
    detail: `服务没有正常应答（${answer.status}），请稍后再试。`,
  };
  try {
    return { ...fallback, ...((await answer.json()) as Partial<Problem>), status: answer.status };
  } catch {
    return fallback;
  }
}
