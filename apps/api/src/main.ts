import type { Context } from '@duban/actions/context';
import { loadCalendar } from '@duban/actions/load-calendar';
import { exitWithParent } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { readApiConfig } from './config.js';
import { logging } from './http/log.js';
import { metricsToken } from './metrics/metrics-token.js';
import { openPatiently } from './open-patiently.js';
import { createServer } from './server.js';

exitWithParent();
const config = readApiConfig();
// First, and before anybody waits for the database: a table of days that cannot be read ends it at once.
const calendar = await loadCalendar(config.dataFolder);
const ledger = await openPatiently(config.databaseUrl);
const workbooks = createWorkbookPool({ size: 2 });
const ctx: Context = {
  ledger,
  workbooks,
  calendar,
  secret: config.secret,
  mailDomain: config.mailDomain,
  webAddress: config.webAddress,
};
const token = config.dataFolder === undefined ? null : await metricsToken(config.dataFolder);
const server = createServer({ ctx, config, logger: logging, metricsToken: token });

// Whoever is being answered gets the answer; nobody new is let in.
process.once('SIGTERM', () => {
  void server.close().then(async () => {
    await Promise.all([workbooks.close(), ledger.close()]);
    process.exit(0);
  });
});
await server.listen({ host: '127.0.0.1', port: config.port });
process.send?.({ ready: true });
