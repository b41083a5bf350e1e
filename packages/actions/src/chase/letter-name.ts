import type { CampaignDefinition, Office } from '@duban/campaign';
import { partLetterOf } from '../duties/part-letter.js';
import { officeOf } from '../facts/campaign-facts.js';
import { CIRCULAR_SCRIPTS } from '../report/circular-chain.js';
import { documentTitle } from '../report/document-title.js';

/** Whoever is no subordinate is asked, not pressed (practice.md 5). */
export function paperOf({ standing }: Pick<Office, 'standing'>): '催报单' | '商请函' {
  return standing === 'subordinate' ? '催报单' : '商请函';
}

/** `催报单-兖州区` */
function letterName(office: Pick<Office, 'standing' | 'shortName'>): string {
  return `${paperOf(office)}-${office.shortName}`;
}

/** What the paper of a task is called: a letter, a department's 商请函, a 通报, or the report's draft. */
export function paperName(
  definition: CampaignDefinition,
  { id, office, script }: { readonly id: string; readonly office: string | null; readonly script: string },
): string {
  if (office !== null) return letterName(officeOf(definition, office));
  const part = partLetterOf(definition, id);
  if (part !== null) return `商请函-${part.department}`;
  return documentTitle(script.startsWith(CIRCULAR_SCRIPTS) ? 'circular' : 'summary');
}
