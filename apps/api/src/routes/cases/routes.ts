import { extendClue } from '@duban/actions/extend-clue';
import { importInstitutions } from '@duban/actions/import-institutions';
import { listCases } from '@duban/actions/list-cases';
import { listClues } from '@duban/actions/list-clues';
import { listInstitutions } from '@duban/actions/list-institutions';
import { moveClue } from '@duban/actions/move-clue';
import { openCase } from '@duban/actions/open-case';
import { registerClue } from '@duban/actions/register-clue';
import { type Fen, fen } from '@duban/base';
import { localDate } from '@duban/base/time';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { ifMatch } from '../../http/if-match.js';
import { readUpload } from '../../http/read-upload.js';
import { plain } from '../../plain.js';
import { campaignParams } from '../campaigns/schema.js';
import {
  type CaseListed,
  type ClueListed,
  caseMadeSchema,
  casesSchema,
  clueMadeSchema,
  cluesSchema,
  extendClueSchema,
  type Institutions,
  importedSchema,
  institutionsQuery,
  institutionsSchema,
  moveClueSchema,
  openCaseSchema,
  registerClueSchema,
} from './schema.js';

/** 线索、案件、定点医药机构. */
export function caseRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['线索和案件'];
  const config = { access: 'case.manage' } as const;
  return async (server) => {
    server.post(
      '/api/institutions',
      {
        config: { ...config, upload: true },
        schema: { tags, summary: '导入定点医药机构名录', response: { 200: importedSchema } },
      },
      async (request) => {
        const file = await readUpload(request);
        return importInstitutions(ctx, { file, actor: bureauActor(request), now: await now() });
      },
    );
    server.get(
      '/api/institutions',
      {
        config,
        schema: {
          tags,
          summary: '定点医药机构',
          querystring: institutionsQuery,
          response: { 200: institutionsSchema },
        },
      },
      async ({ query }) => plain<Institutions>(await listInstitutions(ctx, query)),
    );
    server.get(
      '/api/campaigns/:id/clues',
      { config, schema: { tags, summary: '线索', params: campaignParams, response: { 200: cluesSchema } } },
      async ({ params }) => plain<ClueListed[]>(await listClues(ctx, { campaign: params.id })),
    );
    server.post(
      '/api/campaigns/:id/clues',
      {
        config,
        schema: {
          tags,
          summary: '登记线索',
          params: campaignParams,
          body: registerClueSchema,
          response: { 201: clueMadeSchema },
        },
      },
      async (request, reply) => {
        const { receivedOn, amount, ...body } = request.body;
        const clue = { ...body, campaign: request.params.id, receivedOn: localDate(receivedOn), amount: money(amount) };
        const made = await registerClue(ctx, { ...clue, actor: bureauActor(request), now: await now() });
        return reply.code(201).send(made);
      },
    );
    server.post(
      '/api/clues/state',
      {
        config: { ...config, edits: true },
        schema: { tags, summary: '线索进展', body: moveClueSchema, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        const revision = ifMatch(request);
        await moveClue(ctx, { ...request.body, revision, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/clues/extension',
      {
        config: { ...config, edits: true },
        schema: { tags, summary: '延长线索办理期限', body: extendClueSchema, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        const { until, ...body } = request.body;
        const extension = { ...body, until: localDate(until), revision: ifMatch(request) };
        await extendClue(ctx, { ...extension, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/campaigns/:id/cases',
      { config, schema: { tags, summary: '案件', params: campaignParams, response: { 200: casesSchema } } },
      async ({ params }) => plain<CaseListed[]>(await listCases(ctx, { campaign: params.id })),
    );
    server.post(
      '/api/campaigns/:id/cases',
      {
        config,
        schema: {
          tags,
          summary: '立案',
          params: campaignParams,
          body: openCaseSchema,
          response: { 201: caseMadeSchema },
        },
      },
      async (request, reply) => {
        const { openedOn, amount, ...body } = request.body;
        const opened = { ...body, campaign: request.params.id, openedOn: localDate(openedOn), amount: money(amount) };
        const made = await openCase(ctx, { ...opened, actor: bureauActor(request), now: await now() });
        return reply.code(201).send(made);
      },
    );
  };
}

function money(amount: number | null): Fen | null {
  return amount === null ? null : fen(amount);
}
