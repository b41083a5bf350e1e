import { changeRole } from '@duban/actions/change-role';
import { chooseDesk } from '@duban/actions/choose-desk';
import { issueCode } from '@duban/actions/issue-code';
import { openLink } from '@duban/actions/open-link';
import { signIn } from '@duban/actions/sign-in';
import { signInWithPassword } from '@duban/actions/sign-in-with-password';
import { signOut } from '@duban/actions/sign-out';
import { DubanError } from '@duban/base';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor, bureauSession, deskSession } from '../../http/actors.js';
import { enter, ownToken } from '../../http/enter.js';
import { triesAMinute } from '../../http/rate-limits.js';
import { forgetToken } from '../../http/session-cookies.js';
import { plain } from '../../plain.js';
import { bureauView } from './bureau-view.js';
import {
  bureauSessionSchema,
  changeRoleSchema,
  chooseDeskSchema,
  type DeskSession,
  deskSessionSchema,
  newCodeSchema,
  openLinkSchema,
  passwordSignInSchema,
  signInSchema,
} from './schema.js';

/** A code has 60 bits and lives for half an hour; guessing is hopeless at this rate and loud in the log. */
const TRIES_AT_CODES = triesAMinute(10);
/** A whole county may sit behind one address, and a link's signature cannot be guessed. */
const TRIES_AT_LINKS = triesAMinute(60);
/** A whole bureau may sit behind one address; the account's own lock is the one that counts. */
const TRIES_AT_PASSWORDS = triesAMinute(30);

const asked = ({ factor: code, ...person }: z.infer<typeof passwordSignInSchema>) => ({ ...person, code });

/** Who is there. All of it lives in server time: a jump of campaign time must sign nobody out. */
export function sessionRoutes({ ctx, clock }: Api): FastifyPluginAsyncZod {
  const tags = ['登录'];
  return async (server) => {
    server.post(
      '/api/session/code',
      {
        config: { access: 'public', rateLimit: TRIES_AT_CODES },
        schema: { tags, summary: '用登录码登录调度台', body: signInSchema, response: { 200: bureauSessionSchema } },
      },
      async (request, reply) => {
        const now = clock.now();
        const session = await signIn(ctx, { ...request.body, now });
        return bureauView(await enter(ctx, { request, reply }, { kind: 'bureau', session, now }));
      },
    );
    server.post(
      '/api/session/password',
      {
        config: { access: 'public', rateLimit: TRIES_AT_PASSWORDS },
        schema: {
          tags,
          summary: '用账户登录调度台',
          body: passwordSignInSchema,
          response: { 200: bureauSessionSchema },
        },
      },
      async (request, reply) => {
        const now = clock.now();
        const session = await signInWithPassword(ctx, { ...asked(request.body), door: 'bureau', now });
        return bureauView(await enter(ctx, { request, reply }, { kind: 'bureau', session, now }));
      },
    );
    server.post(
      '/api/desk/session/password',
      {
        config: { access: 'public', rateLimit: TRIES_AT_PASSWORDS },
        schema: { tags, summary: '用账户登录填报端', body: passwordSignInSchema, response: { 200: deskSessionSchema } },
      },
      async (request, reply) => {
        const now = clock.now();
        const session = await signInWithPassword(ctx, { ...asked(request.body), door: 'office', now });
        return plain<DeskSession>(await enter(ctx, { request, reply }, { kind: 'office', session, now }));
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
      async (request, reply) => {
        const now = clock.now();
        const session = await openLink(ctx, { ...request.body, now });
        return plain<DeskSession>(await enter(ctx, { request, reply }, { kind: 'office', session, now }));
      },
    );
    server.get(
      '/api/session',
      {
        config: { access: 'session.own' },
        schema: { tags, summary: '当前身份', response: { 200: bureauSessionSchema } },
      },
      async (request) => bureauView(bureauSession(request)),
    );
    server.patch(
      '/api/session',
      {
        config: { access: 'session.own' },
        schema: { tags, summary: '换一个身份', body: changeRoleSchema, response: { 200: bureauSessionSchema } },
      },
      async (request, reply) => {
        const { role } = request.body;
        const now = clock.now();
        const session = await changeRole(ctx, { token: ownToken(request, 'bureau'), role, now });
        if (session === null) throw new DubanError('sign-in-needed');
        return bureauView(await enter(ctx, { request, reply }, { kind: 'bureau', session, now }));
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
    server.patch(
      '/api/desk/session',
      {
        config: { access: 'desk' },
        schema: { tags, summary: '换一个专项', body: chooseDeskSchema, response: { 200: deskSessionSchema } },
      },
      async (request, reply) => {
        const now = clock.now();
        const session = await chooseDesk(ctx, { token: ownToken(request, 'office'), ...request.body, now });
        return plain<DeskSession>(await enter(ctx, { request, reply }, { kind: 'office', session, now }));
      },
    );
    for (const [url, kind, access] of [
      ['/api/session', 'bureau', 'session.own'],
      ['/api/desk/session', 'office', 'desk'],
    ] as const)
      server.delete(
        url,
        { config: { access }, schema: { tags, summary: '退出', response: { 204: z.undefined() } } },
        async (request, reply) => {
          await signOut(ctx, { token: ownToken(request, kind), now: clock.now() });
          forgetToken(reply, kind);
          return reply.code(204).send();
        },
      );
  };
}
