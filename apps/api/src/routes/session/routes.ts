import { changeRole } from '@duban/actions/change-role';
import { issueCode } from '@duban/actions/issue-code';
import { openLink } from '@duban/actions/open-link';
import { sessionOf } from '@duban/actions/session-of';
import { signIn } from '@duban/actions/sign-in';
import { signOut } from '@duban/actions/sign-out';
import { DubanError } from '@duban/base';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor, bureauSession, deskSession } from '../../http/actors.js';
import { forgetToken, keepToken, type SessionKind, tokenOf } from '../../http/session-cookies.js';
import { plain } from '../../plain.js';
import {
  type BureauSession,
  bureauSessionSchema,
  changeRoleSchema,
  type DeskSession,
  deskSessionSchema,
  newCodeSchema,
  openLinkSchema,
  signInSchema,
} from './schema.js';

/** A code has 60 bits and lives for half an hour; guessing is hopeless at this rate and loud in the log. */
const TRIES_AT_CODES = { max: 10, timeWindow: 60_000 } as const;
/** A whole county may sit behind one address, and a link's signature cannot be guessed. */
const TRIES_AT_LINKS = { max: 60, timeWindow: 60_000 } as const;

/** Who is there. All of it lives in server time: a jump of campaign time must sign nobody out. */
export function sessionRoutes({ ctx, clock }: Api): FastifyPluginAsyncZod {
  const opened = async <K extends SessionKind>(token: string, kind: K) => {
    const session = await sessionOf(ctx, { token, kind, now: clock.now() });
    if (session === null) throw new DubanError('sign-in-needed');
    return session;
  };
  const own = (request: FastifyRequest, kind: SessionKind): string => {
    const token = tokenOf(request, kind);
    if (token === null) throw new DubanError('sign-in-needed');
    return token;
  };
  const tags = ['登录'];
  return async (server) => {
    server.post(
      '/api/session/code',
      {
        config: { access: 'public', rateLimit: TRIES_AT_CODES },
        schema: { tags, summary: '用登录码登录调度台', body: signInSchema, response: { 200: bureauSessionSchema } },
      },
      async ({ body }, reply) => {
        const now = clock.now();
        const session = await signIn(ctx, { ...body, now });
        keepToken(reply, 'bureau', { ...session, now });
        return plain<BureauSession>(await opened(session.token, 'bureau'));
      },
    );
    server.post(
      '/api/session/link',
      {
        config: { access: 'public', rateLimit: TRIES_AT_LINKS },
        schema: {
          tags,
          summary: '用邮件里的链接进入填报端',
          body: openLinkSchema,
          response: { 200: deskSessionSchema },
        },
      },
      async ({ body }, reply) => {
        const now = clock.now();
        const session = await openLink(ctx, { ...body, now });
        keepToken(reply, 'office', { ...session, now });
        return plain<DeskSession>(await opened(session.token, 'office'));
      },
    );
    server.get(
      '/api/session',
      {
        config: { access: 'session.own' },
        schema: { tags, summary: '当前身份', response: { 200: bureauSessionSchema } },
      },
      async (request) => plain<BureauSession>(bureauSession(request)),
    );
    server.patch(
      '/api/session',
      {
        config: { access: 'session.own' },
        schema: { tags, summary: '换一个身份', body: changeRoleSchema, response: { 200: bureauSessionSchema } },
      },
      async (request) => {
        const { role } = request.body;
        const session = await changeRole(ctx, { token: own(request, 'bureau'), role, now: clock.now() });
        if (session === null) throw new DubanError('sign-in-needed');
        return plain<BureauSession>(session);
      },
    );
    server.post(
      '/api/session/codes',
      {
        config: { access: 'people.change' },
        schema: { tags, summary: '为同事取一个登录码', response: { 200: newCodeSchema } },
      },
      (request) => issueCode(ctx, { now: clock.now(), by: bureauActor(request) }),
    );
    server.get(
      '/api/desk/session',
      {
        config: { access: 'desk' },
        schema: { tags, summary: '当前填报人', response: { 200: deskSessionSchema } },
      },
      async (request) => plain<DeskSession>(deskSession(request)),
    );
    for (const [url, kind, access] of [
      ['/api/session', 'bureau', 'session.own'],
      ['/api/desk/session', 'office', 'desk'],
    ] as const)
      server.delete(
        url,
        { config: { access }, schema: { tags, summary: '退出', response: { 204: z.undefined() } } },
        async (request, reply) => {
          await signOut(ctx, { token: own(request, kind) });
          forgetToken(reply, kind);
          return reply.code(204).send();
        },
      );
  };
}
