import type { Service } from '@duban/runtime';
import type { Installation } from '../installation.js';
import { api } from './api.js';
import { inbox } from './inbox.js';
import { postgres } from './postgres.js';
import { temporalServer } from './temporal.js';
import { worker } from './worker.js';

/**
 * What runs, in the order of starting: the services of a group need nothing of each other and start at once. What was given from
 * outside (a database, a Temporal, a mail server) is left out.
 */
export function groupsOf(installation: Installation): { readonly before: Service[]; readonly after: Service[][] } {
  const { databaseUrl, temporal, mailServer } = installation.settings;
  const before = [
    ...(databaseUrl === null ? [postgres(installation)] : []),
    ...(temporal === null ? [temporalServer(installation)] : []),
    ...(mailServer === null ? [inbox(installation)] : []),
  ];
  // The worker's mails name the web's address: it must be settled first.
  const after = [[api(installation)], [worker('workflows', installation), worker('activities', installation)]];
  return { before, after };
}
