/** Between two looks at the facts, in milliseconds; hidden tabs pause. */
export const POLL = 3_000;
