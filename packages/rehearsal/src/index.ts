export { DEFAULT_SEED } from './cast.js';
export type { OfficeOutcome, Outcome } from './outcome.js';
export { type Profile, profiles } from './profiles.js';
export { type Check, proveFigures } from './prove.js';
export { type Progress, type Rehearsal, rehearse } from './rehearse.js';
