import type { Office } from '@duban/campaign';

/** `催报单-兖州区`; whoever is no subordinate is asked, not pressed (practice.md 5). */
export function letterName(office: Pick<Office, 'standing' | 'shortName'>): string {
  return `${office.standing === 'subordinate' ? '催报单' : '商请函'}-${office.shortName}`;
}
