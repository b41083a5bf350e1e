import { DubanError } from '@duban/base';
import type { Actor } from '../context.js';
import { hasRight, type Right } from '../rights.js';

/** Refuses an actor that may not act for this office: who has `sheet.decide` may for all, an office for its own in its own campaign only. */
export function mayActFor(
  actor: Actor,
  at: { readonly campaign: string; readonly office: string },
  verb: string,
): void {
  if (actor.kind !== 'office') requireRight(actor, 'sheet.decide', verb);
  else if (actor.campaign !== at.campaign || !actor.offices.includes(at.office)) refuse(actor, verb);
}

/** The same for what is only looked at: whoever reads the campaign may. */
export function mayLookAt(
  actor: Actor,
  at: { readonly campaign: string; readonly office: string },
  verb: string,
): void {
  if (actor.kind === 'bureau') requireRight(actor, 'campaign.read', verb);
  else mayActFor(actor, at, verb);
}

/** Refuses everybody whose function does not carry the right; the system itself may all. */
export function requireRight(actor: Actor, right: Right, verb: string): void {
  if (actor.kind === 'system' || (actor.kind === 'bureau' && hasRight(actor.role, right))) return;
  refuse(actor, verb);
}

function refuse(actor: Actor, verb: string): never {
  throw new DubanError('not-allowed', { actor: actor.name, verb });
}
