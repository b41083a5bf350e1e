import { minuteText } from '../../shared/china-time.js';

/** A receipt as shown, copied and printed. */
export interface ReceiptFacts {
  readonly receiptNo: string;
  readonly office: string;
  readonly what: string;
  /** Null when it is not known any more (the same bytes had come under another name). */
  readonly fileName: string | null;
  readonly sha256: string;
  /** Campaign time, ms. */
  readonly receivedAt: number;
}

/** Its lines in order, label and value. */
export function receiptLines(receipt: ReceiptFacts): readonly (readonly [label: string, value: string])[] {
  return [
    ['回执号', receipt.receiptNo],
    ['填报单位', receipt.office],
    ['报送任务', receipt.what],
    ...(receipt.fileName === null ? [] : [['文件名', receipt.fileName] as const]),
    ['收到时间', `${secondText(receipt.receivedAt)}（服务器时间）`],
    ['SHA-256', receipt.sha256],
  ];
}

/** For the clipboard: one line each. */
export function receiptText(receipt: ReceiptFacts): string {
  return receiptLines(receipt)
    .map(([label, value]) => `${label}：${value}`)
    .join('\n');
}

/** `2026-11-24 15:30:08`: two versions may come within one minute. */
export function secondText(at: number): string {
  const seconds = Math.floor(at / 1000) % 60;
  return `${minuteText(at)}:${seconds < 10 ? '0' : ''}${seconds}`;
}
