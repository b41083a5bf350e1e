import { beginAccountSetup } from '@duban/actions/begin-account-setup';
import { beginFirstAdministrator } from '@duban/actions/begin-first-administrator';
import { createFirstAdministrator } from '@duban/actions/create-first-administrator';
import { setUpAccount } from '@duban/actions/set-up-account';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { enter, ownToken } from '../../http/enter.js';
import { triesAMinute } from '../../http/rate-limits.js';
import { plain } from '../../plain.js';
import { bureauView } from '../session/bureau-view.js';
import {
  type AccountSetup,
  accountSetupSchema,
  administratorMadeSchema,
  administratorSchema,
  beginAdministratorSchema,
  beginSetupSchema,
  type Enrolment,
  enrolmentSchema,
  recoveryCodesSchema,
  setupSchema,
} from './schema.js';

/** As at the codes of the terminal: guessing is hopeless at this rate and loud in the log. */
const TRIES = triesAMinute(10);

/** How an account gets its password and its app. Open to everybody: the code is the key. */
export function setupRoutes({ ctx, clock }: Api): FastifyPluginAsyncZod {
  const tags = ['账户'];
  const key = (request: FastifyRequest, code: string | null) =>
    code === null ? { token: ownToken(request, 'bureau') } : { code };
  return async (server) => {
    server.post(
      '/api/setup/begin',
      {
        config: { access: 'public', rateLimit: TRIES },
        schema: {
          tags,
          summary: '账户码是谁的，还要设什么',
          body: beginSetupSchema,
          response: { 200: accountSetupSchema },
        },
      },
      async ({ body }) => plain<AccountSetup>(await beginAccountSetup(ctx, { ...body, now: clock.now() })),
    );
    server.post(
      '/api/setup',
      {
        config: { access: 'public', rateLimit: TRIES },
        schema: {
          tags,
          summary: '用账户码设置口令和验证器',
          body: setupSchema,
          response: { 200: recoveryCodesSchema },
        },
      },
      ({ body }) => setUpAccount(ctx, { ...body, now: clock.now() }),
    );
    server.post(
      '/api/setup/administrator/begin',
      {
        config: { access: 'public', rateLimit: TRIES },
        schema: {
          tags,
          summary: '首个管理员的验证器',
          body: beginAdministratorSchema,
          response: { 200: enrolmentSchema },
        },
      },
      async (request) => {
        const { code, login } = request.body;
        const asked = { key: key(request, code), login, now: clock.now() };
        return plain<Enrolment>(await beginFirstAdministrator(ctx, asked));
      },
    );
    server.post(
      '/api/setup/administrator',
      {
        config: { access: 'public', rateLimit: TRIES },
        schema: {
          tags,
          summary: '建立首个管理员，结束试用',
          body: administratorSchema,
          response: { 201: administratorMadeSchema },
        },
      },
      async (request, reply) => {
        const { code, ...person } = request.body;
        const now = clock.now();
        const made = await createFirstAdministrator(ctx, { ...person, key: key(request, code), now });
        const found = await enter(ctx, { request, reply }, { kind: 'bureau', session: made.session, now });
        return reply.code(201).send({ session: bureauView(found), recoveryCodes: made.recoveryCodes });
      },
    );
  };
}
