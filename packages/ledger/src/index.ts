export { type Attempt, countAttempt } from './attempts.js';
export { getBlob, putBlob, sha256 } from './blobs.js';
export { campaignTime, isAccelerated, setAccelerated, setCampaignTime } from './campaign-time.js';
export { chaseFacts } from './chase-facts.js';
export { eventsOf, type NewEvent, recordEvent } from './events.js';
export { type Figures, figuresOf, openPokes } from './figures.js';
export { type Claim, type Claiming, claimCall, giveBack, keepAnswer } from './kept-answers.js';
export { type Db, json, type Ledger, lockSubject, openLedger, type Tx } from './ledger.js';
export { addLine, type NewMessage, planMessage } from './messages.js';
export { type Addressee, addressees, circleOf } from './people.js';
export { type Poke, poke, relayPokes } from './pokes.js';
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
} from './schema.js';
export type { EventListener, EventNews } from './watch-events.js';
