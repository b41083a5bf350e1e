import { declareNil } from '@duban/actions/declare-nil';
import { nilScan } from '@duban/actions/evidence-files';
import { requestExtension } from '@duban/actions/request-extension';
import { setProgress } from '@duban/actions/set-progress';
import { withdrawExtension } from '@duban/actions/withdraw-extension';
import { localDate } from '@duban/base/time';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { deskActor, deskSession } from '../../http/actors.js';
import { ifMatch } from '../../http/if-match.js';
import { readForm } from '../../http/read-form.js';
import { sendFile } from '../../http/send-file.js';
import {
  askExtensionSchema,
  askedSchema,
  declarationQuery,
  declaredSchema,
  nilSchema,
  progressSchema,
  withdrawSchema,
} from './schema.js';

/** What a clerk does besides filing; whose offices these are is the actor's matter, and the actions hold to it. */
export function deskAroundRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['填报端'];
  const config = { access: 'desk' } as const;
  const editing = { ...config, edits: true } as const;
  const none = { 204: z.undefined() };
  return async (server) => {
    server.post(
      '/api/desk/progress',
      { config: editing, schema: { tags, summary: '标注填报进度', body: progressSchema, response: none } },
      async (request, reply) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: deskActor(request) };
        await setProgress(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/desk/extensions',
      {
        config: editing,
        schema: { tags, summary: '申请延期', body: askExtensionSchema, response: { 201: askedSchema } },
      },
      async (request, reply) => {
        const { until, ...body } = request.body;
        const { contact } = deskSession(request);
        const edit = { revision: ifMatch(request), actor: deskActor(request), now: await now() };
        const asked = { ...body, until: localDate(until), contact, ...edit };
        return reply.code(201).send({ request: await requestExtension(ctx, asked) });
      },
    );
    server.post(
      '/api/desk/extensions/withdraw',
      { config, schema: { tags, summary: '撤回延期申请', body: withdrawSchema, response: none } },
      async (request, reply) => {
        await withdrawExtension(ctx, { ...request.body, actor: deskActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/desk/nil',
      {
        config: { ...editing, form: ['scan'] },
        schema: { tags, summary: '零报告', response: { 201: declaredSchema } },
      },
      async (request, reply) => {
        const { data, files } = await readForm(request, nilSchema, ['scan']);
        const { obligation, reason, signedAs, signerTitle } = data;
        const declaration = await declareNil(ctx, {
          ...{ obligation, reason, revision: ifMatch(request) },
          signer: { as: signedAs, title: signerTitle },
          scan: files.get('scan') ?? null,
          registered: null,
          contact: deskSession(request).contact,
          actor: deskActor(request),
          now: await now(),
        });
        return reply.code(201).send({ declaration });
      },
    );
    server.get(
      '/api/desk/nil/scan',
      {
        config: { ...config, download: true },
        schema: { tags, summary: '零报告扫描件', querystring: declarationQuery },
      },
      async (request, reply) => sendFile(reply, await nilScan(ctx, { ...request.query, actor: deskActor(request) })),
    );
  };
}
