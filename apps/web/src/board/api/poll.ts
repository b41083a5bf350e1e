/** Between two looks at the facts, in milliseconds, while nobody tells us of changes; hidden tabs pause. */
export const POLL = 3_000;
/** While changes are told as they happen: only against what no event tells. */
const SLOW = 30_000;

let told = false;

/** Whether changes are being told (follow.ts). */
export function setTold(now: boolean): void {
  told = now;
}

export function pollEvery(): number {
  return told ? SLOW : POLL;
}
