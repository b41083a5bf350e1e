/** What the web may know of the API: types only. */
export type { FindingView, Problem } from './fields.js';
export type { AccountCode, AccountListed } from './routes/accounts/schema.js';
export type {
  AnswerExtensionBody,
  AskExtensionBody,
  NilBody,
  ProgressBody,
  ProvisionalBody,
  RegisterBody,
  Registered,
  RegisterNilBody,
  VerdictBody,
} from './routes/around/schema.js';
export type { AuditLine, AuditVerification } from './routes/audit/schema.js';
export type {
  Amended,
  AmendmentPreview,
  DueMoved,
  ExtraBody,
  ExtraRequested,
  MoveDueBody,
  StatusChanged,
} from './routes/campaign-status/schema.js';
export type {
  Board,
  BoardCell,
  CampaignListed,
  EventListed,
  Jumped,
  Launched,
  Messages,
} from './routes/campaigns/schema.js';
export type { CaseListed, ClueListed, Institutions } from './routes/cases/schema.js';
export type { ClerkAccountListed } from './routes/clerk-accounts/schema.js';
export type { Checked, Desk, DeskItem, ReceiptView } from './routes/desk/schema.js';
export type { DocumentStep } from './routes/documents/schema.js';
export type { Changed } from './routes/events/schema.js';
export type { Mail, Mailbox } from './routes/mailbox/schema.js';
export type { ExtensionView, NilReportView, RegistrationView } from './routes/obligations/around-schema.js';
export type {
  DecideBody,
  DecisionView,
  ObligationView,
  RevealBody,
  SubmissionView,
} from './routes/obligations/schema.js';
export type { OwnAccount, SessionListed } from './routes/own-account/schema.js';
export type { ContactListed } from './routes/people/schema.js';
export type { GuidanceListed, Published, QuestionListed } from './routes/questions/schema.js';
export type { Rehearsal, StartRehearsal as StartRehearsalBody } from './routes/rehearsals/schema.js';
export type { LaunchPreview, SeedListed, SeedReady } from './routes/seeds/schema.js';
export type { BureauSession, DeskSession, NewCode } from './routes/session/schema.js';
export type { AccountSetup, Enrolment, RecoveryCodes } from './routes/setup/schema.js';
export type { About, ServerTime } from './routes/system/schema.js';
export type { Call, LogCallBody, TaskListed } from './routes/tasks/schema.js';
