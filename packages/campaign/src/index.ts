export { amend } from './amend/amend.js';
export { completed } from './amend/completed.js';
export {
  type CampaignDiff,
  type ChangeKind,
  changeKind,
  diffCampaigns,
  type ObligationChange,
  type Settled,
} from './amend/diff-campaigns.js';
export { atLaunch, isOver } from './at-launch.js';
export { type ChaseRules, chaseRules } from './chase-rules.js';
export { type Coverage, type CoveredPlace, coverageOf } from './coverage.js';
export type {
  Answer,
  Bureau,
  BureauRole,
  CampaignDefinition,
  Contact,
  ContactRole,
  Duty,
  ImmediateReport,
  Milestone,
  Notice,
  Office,
  OfficeKind,
  Phase,
  Recipient,
  Requirement,
  Standing,
} from './definition.js';
export {
  type Expansion,
  expand,
  ONCE,
  type OpenRound,
  obligationId,
  type RoundPlan,
  type UpwardDue,
} from './expand.js';
export { type Denominators, denominators, type Institution } from './jurisdiction.js';
export {
  BROKEN_PROMISE_STEP,
  defaultLadder,
  isHourStep,
  type Ladder,
  type LadderAction,
  type LadderStep,
  type MessageStep,
  type TaskKind,
} from './ladder.js';
export {
  type Department,
  emptyMatter,
  type ListReference,
  type Matter,
  type ModuleOff,
  type Peculiarity,
  type ReviewScope,
  type Rule,
  type SpecialAction,
  type Target,
} from './matter.js';
export { noticeQuestions } from './notice-questions.js';
export { type Absence, onDuty, type People, type ServingPerson, serves } from './on-duty.js';
export { type CampaignPlan, type PlannedRound, planCampaign } from './plan/plan-campaign.js';
export { type UpwardPlan, upwardPlans } from './plan/upward.js';
export {
  type Beside,
  type ChaseObligation,
  type ChasePlan,
  type DoneStep,
  type LookRules,
  type PlannedStep,
  planChase,
  SLOT_OPEN_MS,
  type StepKind,
  sendAfter,
} from './plan-chase.js';
export { isBrokenPromise, promiseOverLabel } from './promise-check.js';
export {
  isOnTime,
  lateFrom,
  type Punctuality,
  punctuality,
  type Receipts,
  type Standing as PunctualityStanding,
  standingLabels,
} from './punctuality.js';
export { NOT_LATE, type Question, UNDATED } from './question.js';
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
export { type Dated, noticeDay, type Redated, redate } from './redate.js';
export { allQuestions, answerable, openQuestions, settle } from './settle.js';
export {
  afterDecision,
  type DecisionKind,
  isOwed,
  isSettled,
  isWithLeader,
  mayHandIn,
  type ObligationState,
  owedStates,
  type Progress,
  progressLabels,
  stateLabels,
} from './states.js';
export {
  type UrgentInput,
  type UrgentRequest,
  type UrgentStep,
  urgentDocument,
  urgentRequest,
} from './urgent/urgent-request.js';
