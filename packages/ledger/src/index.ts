export { getBlob, putBlob, sha256 } from './blobs.js';
export { campaignTime, isAccelerated, setAccelerated, setCampaignTime } from './campaign-time.js';
export { chaseFacts } from './chase-facts.js';
export { eventsOf, type NewEvent, recordEvent } from './events.js';
export { type Db, json, type Ledger, lockSubject, openLedger, type Tx } from './ledger.js';
export { addLine, type NewMessage, planMessage } from './messages.js';
export { keepOfficeNext, officesByNext } from './office-next.js';
export {
  type Addressee,
  absencesFrom,
  addressees,
  circleOf,
  contactsOf,
  type PeopleOn,
  servingPeople,
} from './people.js';
export { type Poke, poke, relayPokes } from './pokes.js';
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
  AccountKind,
  AccountRole,
  AdminRole,
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
