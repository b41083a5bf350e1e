import { fileURLToPath } from 'node:url';
import type { Actor } from '@duban/actions/context';
import { loadSeed, type Seed } from '@duban/actions/load-seed';
import type { Instant } from '@duban/base';
import { at, localDate } from '@duban/base/time';
import type { TableDefinition } from '@duban/tables';

/** `2023-10-10 09:00` in Asia/Shanghai. */
export function moment(text: string): Instant {
  return at(localDate(text.slice(0, 10)), text.slice(11));
}

export const SEEDS = fileURLToPath(new URL('../../../seeds', import.meta.url));
export const jining: Seed = await loadSeed(SEEDS, 'jining-2023');
export const CAMPAIGN = jining.definition.id;
export const t1 = jining.tables[0] as TableDefinition;
export const LAUNCH = moment('2023-08-22 09:00');

export const operator: Actor = { kind: 'bureau', role: 'operator', name: '基金监管科经办人' };
export const chief: Actor = { kind: 'bureau', role: 'chief', name: '基金监管科科长' };
export const deputy: Actor = { kind: 'bureau', role: 'deputy', name: '分管副局长' };
export const leader: Actor = { kind: 'bureau', role: 'leader', name: '局长' };
/** May read, and nothing else. */
export const superior: Actor = { kind: 'bureau', role: 'superior', name: '省医保局' };
/** The officer whom a task is assigned to. */
export const officerOf = (role: string): Actor => {
  const found = [operator, chief, deputy, leader].find((actor) => actor.kind === 'bureau' && actor.role === role);
  if (!found) throw new Error(`no officer ${role}`);
  return found;
};
export const clerkOf = (...offices: string[]): Actor => ({
  kind: 'office',
  name: offices.join('、'),
  campaign: CAMPAIGN,
  offices,
});
export const MAIL_DOMAIN = 'jiningyb.example';
