import type { ReactNode } from 'react';
import type { Tone } from '../logic/cell-view.js';

/** A small tag: the word says it, the colour helps. */
export function Mark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`mark tone-${tone}`}>{children}</span>;
}
