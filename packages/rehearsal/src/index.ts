export { DEFAULT_SEED } from './cast.js';
export { type Dice, dice } from './dice.js';
export { type County, openCounty } from './open-county.js';
export type { OfficeOutcome, Outcome } from './outcome.js';
export { type Profile, profiles } from './profiles.js';
export type { Check, Ledgered } from './proof-basis.js';
export { proveFigures, proveOutcome } from './prove.js';
export { type Progress, type Rehearsal, type Rehearsed, rehearse } from './rehearse.js';
