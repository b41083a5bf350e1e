import type { SeedFolders } from '@duban/actions/seed-folders';
import type { Tuning } from './tuning.js';

/** What the API process is told by its parent, as JSON in `DUBAN_API`; secrets travel in the environment only. */
export interface ApiConfig {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly databaseUrl: string;
  readonly secret: string;
  readonly mailDomain: string;
  /** Where the clerk's page is reached from outside, e.g. `http://10.0.0.5:8080`; null where mails carry no link. */
  readonly webAddress: string | null;
  /** The built web: `apps/web/dist`. */
  readonly webRoot: string;
  /** The folders of what can be launched. */
  readonly seeds: SeedFolders;
  /** The data folder, whose `calendar.yaml` sets days of the working calendar; left out, the State Council's stands alone. */
  readonly dataFolder?: string;
  /** Where the local inbox keeps its mails (`index.jsonl`, `000001.eml` …); null when mail really leaves. */
  readonly mailFolder: string | null;
  /** Temporal's own pages; null when there are none. */
  readonly temporalUi: string | null;
  /** Other limits than an installation's: for tests and the fuzzing command only. */
  readonly tuning?: Partial<Tuning>;
  /** The program that rehearses, and where its results go, one folder for each. */
  readonly rehearsals: { readonly cli: string; readonly folder: string };
}

const VARIABLE = 'DUBAN_API';

/** The environment entry that hands a configuration to the API process. */
export function apiEnvironment(config: ApiConfig): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(config) };
}

/** Reads it back inside the API process, once: the children that open strangers' files must not inherit its secrets. */
export function readApiConfig(): ApiConfig {
  const text = process.env[VARIABLE];
  if (!text) throw new Error(`${VARIABLE} is not set: the API is started by duban, not by hand`);
  delete process.env[VARIABLE];
  return JSON.parse(text) as ApiConfig;
}
