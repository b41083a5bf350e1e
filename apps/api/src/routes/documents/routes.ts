import { discardDocument } from '@duban/actions/discard-document';
import { documentSteps } from '@duban/actions/document-steps';
import { recompileReport } from '@duban/actions/recompile-report';
import { redraftDocument } from '@duban/actions/redraft-document';
import { returnDocument } from '@duban/actions/return-document';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { readUpload } from '../../http/read-upload.js';
import { plain } from '../../plain.js';
import { campaignParams } from '../campaigns/schema.js';
import { type DocumentStep, discardSchema, redraftQuery, returnSchema, stepsQuery, stepsSchema } from './schema.js';

/** 拟稿 → 核稿 → 会签 → 签发, and the way back. */
export function documentRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['文稿'];
  return async (server) => {
    server.post(
      '/api/tasks/return',
      {
        config: { access: 'document.approve' },
        schema: { tags, summary: '退回文稿', body: returnSchema, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        await returnDocument(ctx, { ...request.body, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/tasks/discard',
      {
        config: { access: 'document.approve' },
        schema: { tags, summary: '不予通报', body: discardSchema, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        await discardDocument(ctx, { ...request.body, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/tasks/redraft',
      {
        config: { access: 'document.approve', upload: true },
        schema: { tags, summary: '换上修改后的文稿', querystring: redraftQuery, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        const file = await readUpload(request);
        await redraftDocument(ctx, { ...request.query, file, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/campaigns/:id/report/recompile',
      {
        config: { access: 'campaign.run' },
        schema: { tags, summary: '重新编制总结报告', params: campaignParams, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        await recompileReport(ctx, { campaign: request.params.id, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/documents/steps',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '文稿的办理过程', querystring: stepsQuery, response: { 200: stepsSchema } },
      },
      async ({ query }) => plain<DocumentStep[]>(await documentSteps(ctx, query)),
    );
  };
}
