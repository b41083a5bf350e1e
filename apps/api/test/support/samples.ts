import { accountSamples } from './samples/accounts.js';
import { campaignSamples } from './samples/campaigns.js';
import type { Samples } from './samples/make.js';
import { deskSamples, obligationSamples } from './samples/obligations.js';
import { systemSamples } from './samples/system.js';

export { OTHER, OWNERS, type Owner, type Sample } from './samples/make.js';

/** By `METHOD /template`; a HEAD is asked as its GET. */
export const SAMPLES: Samples = {
  ...systemSamples,
  ...accountSamples,
  ...campaignSamples,
  ...obligationSamples,
  ...deskSamples,
};

/** Of plugins that others wrote: public, and all of one kind. */
export const isOthers = (url: string): boolean => url.startsWith('/api/docs');
