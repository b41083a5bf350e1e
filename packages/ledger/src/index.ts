export { campaignRows, campaignSeals } from './archive/campaign-rows.js';
export { type CampaignTable, campaignTables } from './archive/campaign-tables.js';
export { countAttempt } from './attempts.js';
export {
  type Checkpoint,
  chainHas,
  checkpointKey,
  checkpointsAfter,
  isGenuine,
  lastCheckpoints,
  makeCheckpoint,
} from './audit/checkpoints.js';
export type { ChainDamage, ChainFinding } from './audit/findings.js';
export { setSealAlgorithm } from './audit/seal-algorithm.js';
export { type ChainHead, chainHead, sealWaiting } from './audit/seal-waiting.js';
export { type ChainVerdict, verifyChain, type Witness } from './audit/verify-chain.js';
export { type Archive, openArchive } from './backup/archive.js';
export { checkArchive } from './backup/check-archive.js';
export type { Manifest } from './backup/manifest.js';
export { Meter } from './backup/meter.js';
export { type Restoring, requireEmptyDatabase, restoreBackup } from './backup/restore-backup.js';
export { type Backup, type WrittenBackup, writeBackup } from './backup/write-backup.js';
export { getBlob, putBlob, sha256 } from './blobs.js';
export { campaignTime, isAccelerated, setAccelerated, setCampaignTime } from './campaign-time.js';
export { type ChaseFact, chaseFacts } from './chase-facts.js';
export { circleAcross, circleOf, holdCircle, lockCircle, type OfficeIn } from './circles.js';
export { closedByMerge } from './closed-by-merge.js';
export { eventsOf, type NewEvent, recordEvent } from './events.js';
export { figuresOf, openPokes } from './figures.js';
export { claimCall, giveBack, keepAnswer } from './kept-answers.js';
export { type Lapse, lapsesUntil } from './lapses.js';
export {
  type Db,
  isCurrent,
  json,
  type Ledger,
  type LedgerOptions,
  lockSubject,
  openLedger,
  subjectLock,
  type Tx,
} from './ledger.js';
export { addLines, type NewMessage, planMessage, planMessages, type StepLine } from './messages.js';
export { keepOfficeNext, officesByNext } from './office-next.js';
export {
  type Addressee,
  absencesFrom,
  addressees,
  addresseesAmong,
  contactsOf,
  onDutyAt,
  outOfReach,
  type PeopleAt,
  type PeopleOn,
  peopleAt,
  servingPeople,
} from './people.js';
export { type Poke, poke, relayPokes } from './pokes.js';
export type { AccountKind, AccountRole, AdminRole } from './schema/accounts.js';
export type { SealAlgorithm } from './schema/audit.js';
export type { ClueLevel, ClueState, GuidanceState, StepAction } from './schema/people.js';
export type {
  ExtensionRow,
  ExtensionState,
  NilRow,
  ReceivedWay,
  RegistrationRow,
  RegistrationState,
} from './schema/sheets.js';
export type {
  AttachmentRef,
  CampaignStatus,
  Channel,
  Database,
  DocumentStage,
  MessageKind,
  MessageRow,
  MessageState,
  ObligationRow,
} from './schema.js';
export type { EventListener, EventNews } from './watch-events.js';
