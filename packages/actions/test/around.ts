import type { Actor } from '@duban/actions/context';
import { decideExtension } from '@duban/actions/decide-extension';
import { type DeclareNil, declareNil } from '@duban/actions/declare-nil';
import { type RegisterHandIn, registerHandIn } from '@duban/actions/register-hand-in';
import { requestExtension } from '@duban/actions/request-extension';
import { localDate } from '@duban/base/time';
import { chief, clerkOf, moment, operator, owes, type World } from './world.ts';

/** The report of the end: due 2023-12-10, a Sunday; cut-off 2023-12-18. A document is read at once, without a child process. */
export const REPORT = owes('yanzhou', 'final');
export const WHEN = '2023-12-06 10:00';

export function register(world: World, file: Uint8Array, change: Partial<RegisterHandIn> = {}) {
  return registerHandIn(world.ctx, {
    obligation: REPORT,
    file: { name: '总结.docx', bytes: file },
    arrivedAt: moment(WHEN),
    way: 'oa',
    evidence: null,
    note: 'OA收文登记簿第12号',
    actor: operator,
    now: moment(WHEN),
    ...change,
  });
}

export const verdict = (registration: string, at: string, actor: Actor = chief) => ({
  registration,
  reason: '收文时间与登记簿不符',
  actor,
  revision: null,
  now: moment(at),
});

export interface Asking {
  readonly until?: string;
  readonly at?: string;
  readonly actor?: Actor;
  readonly obligation?: string;
}

export function ask({ ctx }: World, { until = '2023-12-13', at = WHEN, actor, obligation = REPORT }: Asking = {}) {
  return requestExtension(ctx, {
    obligation,
    until: localDate(until),
    reason: '系统切换，数据核对未完成',
    contact: 'yanzhou-a',
    actor: actor ?? clerkOf('yanzhou'),
    revision: null,
    now: moment(at),
  });
}

export interface Answering {
  readonly request: string;
  readonly grant: boolean;
  readonly at: string;
  readonly due?: string;
  readonly actor?: Actor;
}

export function answer({ ctx }: World, { request, grant, at, due, actor = operator }: Answering) {
  return decideExtension(ctx, {
    request,
    grant,
    due: due === undefined ? null : localDate(due),
    reason: grant ? '' : '其他单位均已报送',
    actor,
    revision: null,
    now: moment(at),
  });
}

export function nil({ ctx }: World, change: Partial<DeclareNil> = {}) {
  return declareNil(ctx, {
    obligation: REPORT,
    reason: '本期未开展相关业务，没有发生数',
    signer: { as: '分管负责人', title: '兖州区医疗保障局副局长' },
    scan: null,
    registered: null,
    contact: 'yanzhou-a',
    actor: clerkOf('yanzhou'),
    revision: null,
    now: moment(WHEN),
    ...change,
  });
}
