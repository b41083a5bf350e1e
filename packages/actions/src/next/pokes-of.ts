import type { Poke } from '@duban/ledger';

/** Whom a change of one obligation concerns: its office's chaser and its round. */
export function pokesOf(o: {
  readonly campaign: string;
  readonly office: string;
  readonly requirement: string;
  readonly period: string;
}): Poke[] {
  const { campaign, office, requirement, period } = o;
  return [
    { workflow: 'office', input: { campaign, office } },
    { workflow: 'round', input: { campaign, requirement, period } },
  ];
}
