import type { Instant } from '@duban/base';

export const FORMAT = 'duban-backup';
/** Raised when an older program could misread an archive. */
export const FORMAT_VERSION = 1;

/** The first entry of every archive: says what it is, to a person and to us. */
export const LABEL = 'duban-backup.txt';
export const MANIFEST = 'manifest.json';

/** Size (bytes as kept in the archive, before packing) and SHA-256 of one entry. */
export interface EntryHash {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface TableCopy extends EntryHash {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** What belongs to the data folder and not to the database. */
export interface FolderFile extends EntryHash {
  readonly name: string;
}

/** About the installation, for the restoring side: how to tell its secret, where it was reached. */
export interface Installation {
  /** Tells whether a secret is the one of this installation, and nothing else of it. */
  readonly secretMark: string | null;
  /** `<service>` → port: links in mails name them. */
  readonly ports: Readonly<Record<string, number>>;
}

/** What an archive says of itself; `manifest.json`, its last entry. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** The program that made it. */
  readonly program: string;
  /** Server time. */
  readonly madeAt: Instant;
  readonly campaignTime: Instant;
  /** PostgreSQL's version, as it tells it. */
  readonly server: string;
  /** Names, in order; the tables are as these left them. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableCopy[];
  /** The last numbers that were given out. */
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
  /** The last row of the chain over the audit events, where there is one. */
  readonly auditHead: unknown;
  readonly files: readonly FolderFile[];
  readonly installation: Installation;
}

export const tableEntry = (name: string): string => `tables/${name}.copy`;
export const fileEntry = (name: string): string => `folder/${name}`;
