import type { Context } from '@duban/actions/context';
import { DubanError } from '@duban/base';
import { type Clock, systemClock } from '@duban/base/clock';
import { campaignTime } from '@duban/ledger';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Api } from './api.js';
import type { ApiConfig } from './config.js';
import { enforceAccess } from './http/access.js';
import { endConnections } from './http/end-connections.js';
import { handleError, handleUnknown } from './http/error-handler.js';
import { secureHeaders } from './http/headers.js';
import { logAnswers } from './http/log.js';
import { openApi } from './http/open-api.js';
import { pages } from './http/pages.js';
import { uploadLimits } from './http/read-upload.js';
import { refuseCrossSite } from './http/same-origin.js';
import { nameCookies } from './http/session-cookies.js';
import { validatorCompiler } from './http/validate.js';
import { openMailbox } from './mailbox/mailbox.js';
import { newRehearsals } from './rehearsals/rehearsals.js';
import { accountRoutes } from './routes/accounts/routes.js';
import { campaignRoutes } from './routes/campaigns/routes.js';
import { clerkAccountRoutes } from './routes/clerk-accounts/routes.js';
import { deskRoutes } from './routes/desk/routes.js';
import { mailboxRoutes } from './routes/mailbox/routes.js';
import { obligationRoutes } from './routes/obligations/routes.js';
import { ownAccountRoutes } from './routes/own-account/routes.js';
import { rehearsalRoutes } from './routes/rehearsals/routes.js';
import { seedRoutes } from './routes/seeds/routes.js';
import { sessionRoutes } from './routes/session/routes.js';
import { setupRoutes } from './routes/setup/routes.js';
import { systemRoutes } from './routes/system/routes.js';
import { taskRoutes } from './routes/tasks/routes.js';

export interface ServerOptions {
  readonly ctx: Context;
  readonly config: ApiConfig;
  readonly clock?: Clock;
  /** Off when left out. */
  readonly logger?: FastifyServerOptions['logger'];
}

/** JSON bodies; files have a limit of their own. */
const BODY_LIMIT = 256 * 1024;
/** A sheet of 10 MB over a county's slow line. */
const REQUEST_MS = 180_000;
const LONGEST_PARAMETER = 500;

/** The HTTP side of the house: a route parses, calls one action, answers. Closing it ends a running rehearsal. */
export function createServer({ ctx, config, clock = systemClock, logger = false }: ServerOptions): FastifyInstance {
  const server = fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
  });
  const api: Api = {
    ctx,
    config,
    clock,
    now: () => campaignTime(ctx.ledger.db, clock.now()),
    mailbox: config.mailFolder === null ? null : openMailbox(config.mailFolder),
    rehearsals: newRehearsals({ ...config.rehearsals, seeds: config.seeds, clock }),
  };
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(handleError);
  server.setNotFoundHandler(handleUnknown);
  secureHeaders(server);
  logAnswers(server);
  nameCookies(server, config.webAddress);
  server.addHook('onRequest', async (request) => refuseCrossSite(request, config.webAddress));
  endConnections(server);
  server.addHook('onClose', () => api.rehearsals.stop());
  enforceAccess(server, api);
  server.register(cookie);
  server.register(multipart, uploadLimits);
  server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) =>
      new DubanError('too-many-tries', { seconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
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
  taskRoutes,
  deskRoutes,
  mailboxRoutes,
  rehearsalRoutes,
] as const;
