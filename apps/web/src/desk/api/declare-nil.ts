import type { NilBody } from '@duban/api/types';
import type { Outcome } from '../logic/refusal.js';
import { send } from './ask.js';

export interface Declaration {
  readonly said: NilBody;
  readonly scan: File | null;
  /** Of the obligation, as it was on screen. */
  readonly revision: number;
}

/** POST /api/desk/nil: the declaration, with its scan where there is one. */
export function declareNil({ said, scan, revision }: Declaration): Promise<Outcome<unknown>> {
  const form = new FormData();
  form.append('data', JSON.stringify(said));
  if (scan) form.append('scan', scan);
  return send('/desk/nil', form, { revision });
}
