import type { Context } from '@duban/actions/context';
import { type Clock, systemClock } from '@duban/base/clock';
import { campaignTime } from '@duban/ledger';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Api } from './api.js';
import type { ApiConfig } from './config.js';
import { newHub } from './events/hub.js';
import { newStreams } from './events/streams.js';
import { enforceAccess } from './http/access.js';
import { endConnections } from './http/end-connections.js';
import { handleError, handleUnknown } from './http/error-handler.js';
import { secureHeaders } from './http/headers.js';
import { answerRepeats } from './http/idempotency.js';
import { logAnswers } from './http/log.js';
import { maskAnswers } from './http/mask-answers.js';
import { openApi } from './http/open-api.js';
import { pages } from './http/pages.js';
import { limitRates } from './http/rate-limits.js';
import { refuseBodies, uploadLimits } from './http/read-upload.js';
import { refuseCrossSite } from './http/same-origin.js';
import { nameCookies } from './http/session-cookies.js';
import { validatorCompiler } from './http/validate.js';
import { openMailbox } from './mailbox/mailbox.js';
import { newMetrics } from './metrics/metrics.js';
import { newRehearsals } from './rehearsals/rehearsals.js';
import { accountRoutes } from './routes/accounts/routes.js';
import { deskAroundRoutes } from './routes/around/desk-routes.js';
import { aroundRoutes } from './routes/around/routes.js';
import { auditRoutes } from './routes/audit/routes.js';
import { campaignStatusRoutes } from './routes/campaign-status/routes.js';
import { campaignRoutes } from './routes/campaigns/routes.js';
import { caseRoutes } from './routes/cases/routes.js';
import { clerkAccountRoutes } from './routes/clerk-accounts/routes.js';
import { deskRoutes } from './routes/desk/routes.js';
import { documentRoutes } from './routes/documents/routes.js';
import { eventRoutes } from './routes/events/routes.js';
import { mailboxRoutes } from './routes/mailbox/routes.js';
import { obligationRoutes } from './routes/obligations/routes.js';
import { ownAccountRoutes } from './routes/own-account/routes.js';
import { peopleRoutes } from './routes/people/routes.js';
import { questionRoutes } from './routes/questions/routes.js';
import { rehearsalRoutes } from './routes/rehearsals/routes.js';
import { seedRoutes } from './routes/seeds/routes.js';
import { sessionRoutes } from './routes/session/routes.js';
import { setupRoutes } from './routes/setup/routes.js';
import { systemRoutes } from './routes/system/routes.js';
import { taskRoutes } from './routes/tasks/routes.js';
import { TUNING } from './tuning.js';

export interface ServerOptions {
  readonly ctx: Context;
  readonly config: ApiConfig;
  readonly clock?: Clock;
  /** Off when left out. */
  readonly logger?: FastifyServerOptions['logger'];
  /** Left out: measurements for sessions only. */
  readonly metricsToken?: string | null;
}

/** JSON bodies; files have a limit of their own. */
const BODY_LIMIT = 256 * 1024;
/** All headers of a request together, cookies of other programs on this host among them. */
const HEADER_LIMIT = 16 * 1024;
const LONGEST_PARAMETER = 500;

/** The HTTP side of the house: a route parses, calls one action, answers. Closing it ends a running rehearsal. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { ctx, config, clock = systemClock, logger = false, metricsToken = null } = options;
  const tuning = { ...TUNING, ...config.tuning };
  const server = fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: tuning.requestMs,
    // Node's own limits of connections that send slowly, or nothing.
    http: { headersTimeout: tuning.headersMs, connectionsCheckingInterval: tuning.lookMs, maxHeaderSize: HEADER_LIMIT },
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // We listen on the loopback only: a proxy on this machine says whose call it passes on, and nobody else can.
    trustProxy: 'loopback',
  });
  const hub = newHub(ctx.ledger);
  const streams = newStreams({ ctx, tuning }, hub);
  const now = () => campaignTime(ctx.ledger.db, clock.now());
  const api: Api = {
    ctx,
    config,
    tuning,
    clock,
    now,
    mailbox: config.mailFolder === null ? null : openMailbox(config.mailFolder),
    rehearsals: newRehearsals({ ...config.rehearsals, seeds: config.seeds, clock }),
    streams,
    metrics: newMetrics(server, { ctx, now, streams }),
    metricsToken,
  };
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(handleError);
  server.setNotFoundHandler(handleUnknown);
  secureHeaders(server, { https: config.webAddress?.startsWith('https:') ?? false });
  logAnswers(server);
  nameCookies(server, config.webAddress);
  server.addHook('onRequest', async (request) => refuseCrossSite(request, config.webAddress));
  endConnections(server);
  server.addHook('preClose', async () => streams.close());
  server.addHook('onClose', async () => {
    await Promise.all([api.rehearsals.stop(), hub.close()]);
  });
  enforceAccess(server, api);
  server.register(cookie);
  server.register(multipart, uploadLimits);
  limitRates(server, api);
  refuseBodies(server);
  // What is kept for a repeat is what was answered: masked first.
  maskAnswers(server);
  answerRepeats(server, api);
  openApi(server);
  for (const routes of GROUPS) server.register(routes(api));
  server.register(pages(config.webRoot));
  return server;
}

const GROUPS = [
  systemRoutes,
  sessionRoutes,
  setupRoutes,
  ownAccountRoutes,
  accountRoutes,
  clerkAccountRoutes,
  seedRoutes,
  campaignRoutes,
  obligationRoutes,
  aroundRoutes,
  taskRoutes,
  deskRoutes,
  deskAroundRoutes,
  eventRoutes,
  mailboxRoutes,
  rehearsalRoutes,
  campaignStatusRoutes,
  peopleRoutes,
  questionRoutes,
  documentRoutes,
  caseRoutes,
  auditRoutes,
] as const;
