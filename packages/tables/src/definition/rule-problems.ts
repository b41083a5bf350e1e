import { ExpressionError } from '../expression.js';
import type { Names } from '../language/names.js';
import type { Path, Problems } from '../problems.js';

/** Where something that speaks of names is written, and what the names mean. */
export interface RulePlace {
  readonly path: Path;
  readonly problems: Problems;
  readonly names: Names;
}

/** Reports where in a rule the fault is; `offset` is its place in the text as written, where that is not the rule itself. */
export function addRuleProblem(
  problems: Problems,
  {
    path,
    error,
    offset = error.at,
  }: { readonly path: Path; readonly error: ExpressionError; readonly offset?: number },
): void {
  problems.add(path, { found: error.found, allowed: error.allowed, offset });
}

/** What `find` comes to; undefined when it throws an {@link ExpressionError}, which is given to `refuse`. */
export function attempt<T>(find: () => T, refuse: (error: ExpressionError) => void): T | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    refuse(error);
    return undefined;
  }
}
