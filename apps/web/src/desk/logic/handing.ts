import type { Checked, ReceiptView } from '@duban/api/types';
import type { Refusal } from './refusal.js';

/** 先查后报 or 上传报送. */
export type Verb = 'check' | 'hand-in';

export interface Sending {
  readonly verb: Verb;
  readonly stage: 'upload' | 'checking' | 'busy';
  /** 0–100 while it uploads. */
  readonly percent: number;
  /** The repeat under way while the server is busy. */
  readonly attempt: number;
}

export type Answer =
  | { readonly kind: 'receipt'; readonly receipt: ReceiptView; readonly fileName: string }
  | { readonly kind: 'checked'; readonly checked: Checked; readonly fileName: string }
  | { readonly kind: 'refusal'; readonly refusal: Refusal; readonly verb: Verb | null };

/** Where one item stands between choosing a file and its answer. The file is kept until it has been received or refused. */
export interface Handing {
  readonly file: File | null;
  readonly sending: Sending | null;
  readonly answer: Answer | null;
}

export type HandingEvent =
  | { readonly type: 'chosen'; readonly file: File }
  | { readonly type: 'unfit'; readonly refusal: Refusal }
  | { readonly type: 'begun'; readonly verb: Verb }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'busy'; readonly attempt: number }
  | { readonly type: 'answered'; readonly answer: Answer };

export const idle: Handing = { file: null, sending: null, answer: null };

export function handing(state: Handing, event: HandingEvent): Handing {
  switch (event.type) {
    case 'chosen':
      return { file: event.file, sending: null, answer: null };
    case 'unfit':
      return { file: null, sending: null, answer: { kind: 'refusal', refusal: event.refusal, verb: null } };
    case 'begun':
      return { ...state, sending: { verb: event.verb, stage: 'upload', percent: 0, attempt: 0 }, answer: null };
    case 'progress':
      return moved(state, { stage: event.percent >= 100 ? 'checking' : 'upload', percent: event.percent });
    case 'busy':
      return moved(state, { stage: 'busy', attempt: event.attempt });
    case 'answered':
      return { file: keepsFile(event.answer) ? state.file : null, sending: null, answer: event.answer };
  }
}

function moved(state: Handing, change: Partial<Sending>): Handing {
  return state.sending ? { ...state, sending: { ...state.sending, ...change } } : state;
}

/** A checked file waits to be handed in; one that never arrived waits for 重试. */
function keepsFile(answer: Answer): boolean {
  return answer.kind === 'checked' || (answer.kind === 'refusal' && answer.refusal.kind !== 'refused');
}

/** What the progress line says. */
export function sendingWords({ verb, stage, percent, attempt }: Sending): string {
  if (stage === 'busy') return `服务器正忙，文件已保留，正在自动重试（第${attempt}次，共3次）……`;
  if (stage === 'upload') return `正在上传 ${Math.round(percent)}%`;
  return verb === 'check' ? '已传到，正在检查表内数据……' : '已传到，正在核对并登记……';
}
