export { campaignRows, campaignSeals } from './archive/campaign-rows.js';
export { type CampaignTable, campaignTables } from './archive/campaign-tables.js';
export { type Archive, openArchive } from './backup/archive.js';
export { checkArchive } from './backup/check-archive.js';
export type { Manifest } from './backup/manifest.js';
export { Meter } from './backup/meter.js';
export { type Restoring, requireEmptyDatabase, restoreBackup } from './backup/restore-backup.js';
export { type Backup, type WrittenBackup, writeBackup } from './backup/write-backup.js';
export { getBlob, putBlob, sha256 } from './blobs.js';
export { campaignTime, isAccelerated, setAccelerated, setCampaignTime } from './campaign-time.js';
export { chaseFacts } from './chase-facts.js';
export { eventsOf, type NewEvent, recordEvent } from './events.js';
export {
  type Db,
  isCurrent,
  json,
  type Ledger,
  type LedgerOptions,
  lockSubject,
  openLedger,
  type Tx,
} from './ledger.js';
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
