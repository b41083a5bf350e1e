import { bindClerk } from '@duban/actions/bind-clerk';
import { createClerkAccount } from '@duban/actions/create-clerk-account';
import { disableAccount } from '@duban/actions/disable-account';
import { enableAccount } from '@duban/actions/enable-account';
import { issueAccountCode } from '@duban/actions/issue-account-code';
import { listClerkAccounts } from '@duban/actions/list-clerk-accounts';
import { unbindClerk } from '@duban/actions/unbind-clerk';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { plain } from '../../plain.js';
import { accountCodeSchema, accountMadeSchema } from '../accounts/schema.js';
import {
  accountParams,
  bindClerkSchema,
  type ClerkAccountListed,
  campaignParams,
  clerkAccountsSchema,
  clerkParams,
  createClerkSchema,
  unbindQuery,
} from './schema.js';

/** Accounts of clerks and departments, made by the officers of a campaign for its contacts. */
export function clerkAccountRoutes({ ctx, clock }: Api): FastifyPluginAsyncZod {
  const tags = ['填报账户'];
  const config = { access: 'people.change' } as const;
  const by = (request: FastifyRequest) => ({ actor: bureauActor(request), now: clock.now() });
  return async (server) => {
    server.get(
      '/api/campaigns/:campaign/clerk-accounts',
      { config, schema: { tags, summary: '填报账户', params: campaignParams, response: { 200: clerkAccountsSchema } } },
      async (request) =>
        plain<ClerkAccountListed[]>(await listClerkAccounts(ctx, { ...request.params, ...by(request) })),
    );
    server.post(
      '/api/campaigns/:campaign/clerk-accounts',
      {
        config,
        schema: {
          tags,
          summary: '建立填报账户',
          params: campaignParams,
          body: createClerkSchema,
          response: { 201: accountMadeSchema },
        },
      },
      async (request, reply) => {
        const made = await createClerkAccount(ctx, { ...request.params, ...request.body, ...by(request) });
        return reply.code(201).send(made);
      },
    );
    server.post(
      '/api/campaigns/:campaign/clerk-accounts/bind',
      {
        config,
        schema: {
          tags,
          summary: '关联已有的填报账户',
          params: campaignParams,
          body: bindClerkSchema,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        await bindClerk(ctx, { ...request.params, ...request.body, ...by(request) });
        return reply.code(204).send();
      },
    );
    server.delete(
      '/api/campaigns/:campaign/clerk-accounts/:account',
      {
        config,
        schema: {
          tags,
          summary: '取消关联填报账户',
          params: clerkParams,
          querystring: unbindQuery,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        await unbindClerk(ctx, { ...request.params, ...request.query, ...by(request) });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/clerk-accounts/:account/code',
      { config, schema: { tags, summary: '发账户码', params: accountParams, response: { 200: accountCodeSchema } } },
      (request) => issueAccountCode(ctx, { account: request.params.account, ...by(request) }),
    );
    for (const [path, summary, verb] of [
      ['disable', '停用填报账户', disableAccount],
      ['enable', '启用填报账户', enableAccount],
    ] as const)
      server.post(
        `/api/clerk-accounts/:account/${path}`,
        { config, schema: { tags, summary, params: accountParams, response: { 204: z.undefined() } } },
        async (request, reply) => {
          await verb(ctx, { account: request.params.account, ...by(request) });
          return reply.code(204).send();
        },
      );
  };
}
