import { DubanError } from '@duban/base';
import type { Actor } from '../context.js';

/** Refuses an actor that may not act for this office: the bureau may for all, an office for its own only. */
export function mayActFor(actor: Actor, office: string, verb: string): void {
  if (actor.kind === 'office' && !actor.offices?.includes(office))
    throw new DubanError('not-allowed', { actor: actor.name, verb });
}

/** Refuses everybody but the bureau and the system. */
export function bureauOnly(actor: Actor, verb: string): void {
  if (actor.kind === 'office') throw new DubanError('not-allowed', { actor: actor.name, verb });
}
