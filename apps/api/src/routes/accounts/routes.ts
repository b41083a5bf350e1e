import { appointSecurityAdmin } from '@duban/actions/appoint-security-admin';
import { createAccount } from '@duban/actions/create-account';
import { disableAccount } from '@duban/actions/disable-account';
import { enableAccount } from '@duban/actions/enable-account';
import { endAccountSessions } from '@duban/actions/end-account-sessions';
import { grantRole } from '@duban/actions/grant-role';
import { issueAccountCode } from '@duban/actions/issue-account-code';
import { listAccounts } from '@duban/actions/list-accounts';
import { resetSecondFactor } from '@duban/actions/reset-second-factor';
import { revokeRole } from '@duban/actions/revoke-role';
import { unlockAccount } from '@duban/actions/unlock-account';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { plain } from '../../plain.js';
import {
  type AccountListed,
  accountCodeSchema,
  accountMadeSchema,
  accountParams,
  accountRoleParams,
  accountsSchema,
  createAccountSchema,
  grantSchema,
  sessionsEndedSchema,
} from './schema.js';

/** Accounts, of those who make them (system administrator) and of those who give functions (security administrator). */
export function accountRoutes({ ctx, clock }: Api): FastifyPluginAsyncZod {
  const tags = ['账户'];
  const over = (request: FastifyRequest & { params: { id: string } }) => ({
    account: request.params.id,
    actor: bureauActor(request),
    now: clock.now(),
  });
  return async (server) => {
    server.get(
      '/api/accounts',
      { config: { access: 'account.read' }, schema: { tags, summary: '账户名单', response: { 200: accountsSchema } } },
      async (request) =>
        plain<AccountListed[]>(await listAccounts(ctx, { actor: bureauActor(request), now: clock.now() })),
    );
    server.post(
      '/api/accounts',
      {
        config: { access: 'account.manage' },
        schema: { tags, summary: '建立账户', body: createAccountSchema, response: { 201: accountMadeSchema } },
      },
      async (request, reply) => {
        const { accountKind: kind, ...asked } = request.body;
        const made = { kind, ...asked, actor: bureauActor(request), now: clock.now() };
        return reply.code(201).send(await createAccount(ctx, made));
      },
    );
    server.post(
      '/api/accounts/:id/code',
      {
        config: { access: 'account.manage' },
        schema: { tags, summary: '发账户码', params: accountParams, response: { 200: accountCodeSchema } },
      },
      (request) => issueAccountCode(ctx, over(request)),
    );
    server.post(
      '/api/accounts/:id/sessions/end',
      {
        config: { access: 'account.grant' },
        schema: { tags, summary: '强制退出', params: accountParams, response: { 200: sessionsEndedSchema } },
      },
      (request) => endAccountSessions(ctx, over(request)),
    );
    for (const [path, access, summary, verb] of PLAIN_VERBS)
      server.post(
        `/api/accounts/:id/${path}`,
        { config: { access }, schema: { tags, summary, params: accountParams, response: { 204: z.undefined() } } },
        async (request, reply) => {
          await verb(ctx, over(request));
          return reply.code(204).send();
        },
      );
    server.post(
      '/api/accounts/:id/roles',
      {
        config: { access: 'account.grant' },
        schema: {
          tags,
          summary: '授予身份',
          params: accountParams,
          body: grantSchema,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        await grantRole(ctx, { ...over(request), role: request.body.role });
        return reply.code(204).send();
      },
    );
    server.delete(
      '/api/accounts/:id/roles/:role',
      {
        config: { access: 'account.grant' },
        schema: { tags, summary: '收回身份', params: accountRoleParams, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        await revokeRole(ctx, { ...over(request), role: request.params.role });
        return reply.code(204).send();
      },
    );
  };
}

/** What is done to an account without more words, and whose right it is. */
const PLAIN_VERBS = [
  ['disable', 'account.manage', '停用账户', disableAccount],
  ['enable', 'account.manage', '启用账户', enableAccount],
  ['appoint', 'account.manage', '指定首位安全管理员', appointSecurityAdmin],
  ['unlock', 'account.grant', '解除锁定', unlockAccount],
  ['factor/reset', 'account.grant', '重置验证器', resetSecondFactor],
] as const;
