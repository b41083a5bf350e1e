export { getBlob, putBlob, sha256 } from './blobs.js';
export { campaignTime, setCampaignTime } from './campaign-time.js';
export { type Addressee, addLine, addressees, chaseFacts, circleOf, type NewMessage, planMessage } from './chase.js';
export { eventsOf, type NewEvent, recordEvent } from './events.js';
export { type Db, json, type Ledger, lockSubject, openLedger, type Tx } from './ledger.js';
export { type Poke, poke, relayPokes } from './pokes.js';
export type { AttachmentRef, CampaignStatus, Channel, Database, DocumentStage, MessageKind, MessageState } from './schema.js';
