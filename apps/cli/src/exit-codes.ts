/** What the shell is told. */
export const EXIT = {
  ok: 0,
  /** The command ran, but what it found is not in order (a failed proof, findings). */
  findings: 1,
  /** Wrong use or bad input: nothing was done. */
  usage: 2,
  /** Something broke. */
  failure: 3,
  interrupted: 130,
} as const;
