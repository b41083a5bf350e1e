/** What one source (the header, the file name …) says: the answers it leaves open. None: it says nothing. */
export interface Evidence<Source extends string> {
  readonly source: Source;
  /** The words it was read from, for the screen. */
  readonly text: string;
  readonly candidates: readonly string[];
  /** The candidates are different things named side by side: a lesser source must not choose among them. */
  readonly torn?: boolean;
}

export interface Weighed<Source extends string> {
  /** Null: nothing was said, or not clearly. */
  readonly answer: string | null;
  /** The source that settled it. */
  readonly by: Source | null;
  /** What is still possible without an answer. */
  readonly candidates: readonly string[];
  /** Sources that say something else than the answer. */
  readonly against: readonly Evidence<Source>[];
}

/**
 * Weighs sources in the order given, the most trusted first. The first clear one wins; one that leaves several open is narrowed by the
 * next. Nothing is guessed: open to the end means no answer, with the candidates.
 */
export function weigh<Source extends string>(evidence: readonly Evidence<Source>[]): Weighed<Source> {
  const heard = evidence.filter((each) => each.candidates.length > 0);
  let open: readonly string[] = [];
  for (const [at, each] of heard.entries()) {
    const left = open.length === 0 ? each.candidates : open.filter((one) => each.candidates.includes(one));
    const [only] = left;
    if (only !== undefined && left.length === 1) {
      const against = heard.slice(at + 1).filter((later) => !later.candidates.includes(only));
      return { answer: only, by: each.source, candidates: [only], against };
    }
    // Torn, or narrowed to nothing: the more trusted source contradicts itself or the next one.
    if (each.torn === true || left.length === 0) {
      const all = [...new Set([...open, ...each.candidates])];
      return { answer: null, by: null, candidates: all, against: [] };
    }
    open = left;
  }
  return { answer: null, by: null, candidates: open, against: [] };
}
