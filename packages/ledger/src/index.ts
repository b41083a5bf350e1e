export {
  type Checkpoint,
  chainHas,
  checkpointKey,
  checkpointsAfter,
  isGenuine,
  lastCheckpoints,
  makeCheckpoint,
} from './audit/checkpoints.js';
export { excused } from './audit/excused.js';
export type { ChainDamage, ChainFinding, EventNamed } from './audit/findings.js';
export { sealAlgorithm, setSealAlgorithm } from './audit/seal-algorithm.js';
export { type ChainHead, chainHead, sealWaiting } from './audit/seal-waiting.js';
export { type ChainQuestion, type ChainVerdict, verifyChain, type Witness } from './audit/verify-chain.js';
export { getBlob, putBlob, sha256 } from './blobs.js';
export { campaignTime, isAccelerated, setAccelerated, setCampaignTime } from './campaign-time.js';
export { chaseFacts } from './chase-facts.js';
export { eventsOf, type NewEvent, recordEvent } from './events.js';
export { type Db, json, type Ledger, type LedgerOptions, lockSubject, openLedger, type Tx } from './ledger.js';
export { addLine, type NewMessage, planMessage } from './messages.js';
export { type Addressee, addressees, circleOf } from './people.js';
export { type Poke, poke, relayPokes } from './pokes.js';
export type { SealAlgorithm } from './schema/audit.js';
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
