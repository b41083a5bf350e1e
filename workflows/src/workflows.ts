export { campaign } from './campaign.js';
export { office } from './office.js';
export { report } from './report.js';
export { round } from './round.js';
