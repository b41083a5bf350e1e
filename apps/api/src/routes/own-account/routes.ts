import { beginSecondFactor } from '@duban/actions/begin-second-factor';
import { changePassword } from '@duban/actions/change-password';
import { endOwnSessions } from '@duban/actions/end-own-sessions';
import { listOwnSessions } from '@duban/actions/list-own-sessions';
import { ownAccount } from '@duban/actions/own-account';
import { setSecondFactor } from '@duban/actions/set-second-factor';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { enter, ownToken } from '../../http/enter.js';
import { triesAMinute } from '../../http/rate-limits.js';
import { plain } from '../../plain.js';
import { type Enrolment, enrolmentSchema } from '../setup/schema.js';
import {
  changePasswordSchema,
  endedSchema,
  endSessionsSchema,
  newRecoveryCodesSchema,
  type OwnAccount,
  ownAccountSchema,
  type SessionListed,
  sessionsSchema,
  setFactorSchema,
} from './schema.js';

/** Each asks for the password as the door does. */
const TRIES = triesAMinute(10);

/** One's own account, alike at the board and at the desk. */
export function ownAccountRoutes({ ctx, clock }: Api): FastifyPluginAsyncZod {
  const tags = ['本人账户'];
  return async (server) => {
    for (const [base, kind, access] of [
      ['/api/account', 'bureau', 'session.own'],
      ['/api/desk/account', 'office', 'desk'],
    ] as const) {
      server.get(
        base,
        { config: { access }, schema: { tags, summary: '本人账户', response: { 200: ownAccountSchema } } },
        async (request) =>
          plain<OwnAccount>(await ownAccount(ctx, { token: ownToken(request, kind), now: clock.now() })),
      );
      server.post(
        `${base}/password`,
        {
          config: { access, rateLimit: TRIES },
          schema: { tags, summary: '修改口令', body: changePasswordSchema, response: { 204: z.undefined() } },
        },
        async (request, reply) => {
          const now = clock.now();
          const session = await changePassword(ctx, { token: ownToken(request, kind), ...request.body, now });
          await enter(ctx, { request, reply }, { kind, session, now });
          return reply.code(204).send();
        },
      );
      server.post(
        `${base}/factor/begin`,
        { config: { access }, schema: { tags, summary: '换一个验证器', response: { 200: enrolmentSchema } } },
        async (request) =>
          plain<Enrolment>(await beginSecondFactor(ctx, { token: ownToken(request, kind), now: clock.now() })),
      );
      server.post(
        `${base}/factor`,
        {
          config: { access, rateLimit: TRIES },
          schema: { tags, summary: '绑定验证器', body: setFactorSchema, response: { 200: newRecoveryCodesSchema } },
        },
        async (request, reply) => {
          const now = clock.now();
          const bound = await setSecondFactor(ctx, { token: ownToken(request, kind), ...request.body, now });
          await enter(ctx, { request, reply }, { kind, session: bound.session, now });
          return { recoveryCodes: bound.recoveryCodes };
        },
      );
      server.get(
        `${base}/sessions`,
        { config: { access }, schema: { tags, summary: '在哪些地方登录着', response: { 200: sessionsSchema } } },
        async (request) =>
          plain<SessionListed[]>(await listOwnSessions(ctx, { token: ownToken(request, kind), now: clock.now() })),
      );
      server.post(
        `${base}/sessions/end`,
        {
          config: { access, rateLimit: TRIES },
          schema: { tags, summary: '让别处退出', body: endSessionsSchema, response: { 200: endedSchema } },
        },
        (request) => endOwnSessions(ctx, { token: ownToken(request, kind), ...request.body, now: clock.now() }),
      );
    }
  };
}
