export type {
  Answer,
  Bureau,
  BureauRole,
  CampaignDefinition,
  Contact,
  ContactRole,
  Duty,
  Notice,
  Office,
  OfficeKind,
  Phase,
  Recipient,
  Requirement,
  Standing,
} from './definition.js';
export { type Expansion, expand, ONCE, obligationId, type Question, type RoundPlan } from './expand.js';
export {
  BROKEN_PROMISE_STEP,
  defaultLadder,
  type Ladder,
  type LadderAction,
  type LadderStep,
  type MessageStep,
  type TaskKind,
} from './ladder.js';
export {
  type ChaseObligation,
  type ChasePlan,
  type ChaseRules,
  type DoneStep,
  type PlannedStep,
  planChase,
  SLOT_OPEN_MS,
  type StepKind,
  sendAfter,
} from './plan-chase.js';
export {
  isOnTime,
  type Punctuality,
  punctuality,
  type Receipts,
  type Standing as PunctualityStanding,
  standingLabels,
} from './punctuality.js';
export {
  earlierPeriod,
  findPeriods,
  lastDayOf,
  type PeriodNamed,
  type PeriodsNamed,
  parsePeriod,
  periodHolding,
  periodId,
  periodLabel,
} from './recognise/find-periods.js';
export { aliasesOf, type OfficeEntry, placeOf } from './recognise/office-aliases.js';
export { plainText } from './recognise/plain-text.js';
export { OfficeNames, type OfficesNamed } from './recognise/recognise-office.js';
export { type Evidence, type Weighed, weigh } from './recognise/weigh.js';
export { type Dated, type Redated, redate } from './redate.js';
export {
  afterDecision,
  type DecisionKind,
  isOwed,
  isSettled,
  mayHandIn,
  type ObligationState,
  stateLabels,
} from './states.js';
