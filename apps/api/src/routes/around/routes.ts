import { checkOnly } from '@duban/actions/check-only';
import { confirmRegistration } from '@duban/actions/confirm-registration';
import { decideExtension } from '@duban/actions/decide-extension';
import { declareNil } from '@duban/actions/declare-nil';
import { nilScan, registrationEvidence } from '@duban/actions/evidence-files';
import { logProvisional } from '@duban/actions/log-provisional';
import { markPaperArrived } from '@duban/actions/mark-paper-arrived';
import { registerHandIn } from '@duban/actions/register-hand-in';
import { rejectRegistration } from '@duban/actions/reject-registration';
import { requestExtension } from '@duban/actions/request-extension';
import { returnNil } from '@duban/actions/return-nil';
import { setProgress } from '@duban/actions/set-progress';
import { unmarkPaper } from '@duban/actions/unmark-paper';
import { DubanError, instant } from '@duban/base';
import { localDate } from '@duban/base/time';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { ifMatch } from '../../http/if-match.js';
import { readForm } from '../../http/read-form.js';
import { readUpload } from '../../http/read-upload.js';
import { sendFile } from '../../http/send-file.js';
import { plain } from '../../plain.js';
import { type Checked, checkedSchema, obligationQuery } from '../desk/schema.js';
import {
  answerExtensionSchema,
  askExtensionSchema,
  askedSchema,
  declarationQuery,
  declaredSchema,
  paperSchema,
  progressSchema,
  provisionalSchema,
  type Registered,
  registeredSchema,
  registerNilSchema,
  registerSchema,
  registrationQuery,
  returnNilSchema,
  unmarkPaperSchema,
  verdictSchema,
} from './schema.js';

/** What the bureau does around a sheet besides deciding on it; each is a route of few lines, and they belong on one page. */
export function aroundRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['报送任务'];
  const config = { access: 'sheet.decide' } as const;
  const editing = { ...config, edits: true } as const;
  const none = { 204: z.undefined() };
  return async (server) => {
    server.post(
      '/api/submissions/check',
      {
        config: { ...config, upload: true },
        schema: { tags, summary: '先查后报（市局）', querystring: obligationQuery, response: { 200: checkedSchema } },
      },
      async (request) => {
        const file = await readUpload(request);
        const { obligation } = request.query;
        return plain<Checked>(
          await checkOnly(ctx, { obligation, file, actor: bureauActor(request), now: await now() }),
        );
      },
    );
    server.post(
      '/api/registrations',
      {
        config: { ...config, form: ['file', 'evidence'] },
        schema: { tags, summary: '代收登记', response: { 201: registeredSchema } },
      },
      async (request, reply) => {
        const { data, files } = await readForm(request, registerSchema, ['file', 'evidence']);
        const file = files.get('file');
        if (!file) throw new DubanError('file-missing');
        const evidence = files.get('evidence') ?? null;
        const arrivedAt = instant(data.arrivedAt);
        const actor = bureauActor(request);
        const made = await registerHandIn(ctx, { ...data, file, evidence, arrivedAt, actor, now: await now() });
        return reply.code(201).send(plain<Registered>(made));
      },
    );
    server.post(
      '/api/registrations/confirm',
      { config: editing, schema: { tags, summary: '复核代收登记', body: verdictSchema, response: none } },
      async (request, reply) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        await confirmRegistration(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/registrations/reject',
      { config: editing, schema: { tags, summary: '驳回代收登记', body: verdictSchema, response: none } },
      async (request, reply) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        await rejectRegistration(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/registrations/evidence',
      {
        config: { access: 'campaign.read', download: true },
        schema: { tags, summary: '代收登记的凭证', querystring: registrationQuery },
      },
      async (request, reply) =>
        sendFile(reply, await registrationEvidence(ctx, { ...request.query, actor: bureauActor(request) })),
    );
    server.post(
      '/api/extensions',
      {
        config: editing,
        schema: { tags, summary: '代登延期申请', body: askExtensionSchema, response: { 201: askedSchema } },
      },
      async (request, reply) => {
        const { until, ...body } = request.body;
        const asked = {
          ...body,
          until: localDate(until),
          contact: null,
          revision: ifMatch(request),
          actor: bureauActor(request),
          now: await now(),
        };
        return reply.code(201).send({ request: await requestExtension(ctx, asked) });
      },
    );
    server.post(
      '/api/extensions/answer',
      { config: editing, schema: { tags, summary: '答复延期申请', body: answerExtensionSchema, response: none } },
      async (request, reply) => {
        const { due, ...body } = request.body;
        const edit = { ...body, due: due === null ? null : localDate(due), revision: ifMatch(request) };
        await decideExtension(ctx, { ...edit, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/nil',
      {
        config: { ...editing, form: ['scan'] },
        schema: { tags, summary: '代登零报告', response: { 201: declaredSchema } },
      },
      async (request, reply) => {
        const { data, files } = await readForm(request, registerNilSchema, ['scan']);
        const { obligation, reason, signedAs, signerTitle, arrivedAt, way, note } = data;
        const declaration = await declareNil(ctx, {
          ...{ obligation, reason, revision: ifMatch(request) },
          signer: { as: signedAs, title: signerTitle },
          scan: files.get('scan') ?? null,
          registered: { arrivedAt: instant(arrivedAt), way, note },
          contact: null,
          actor: bureauActor(request),
          now: await now(),
        });
        return reply.code(201).send({ declaration });
      },
    );
    server.post(
      '/api/nil/return',
      { config: editing, schema: { tags, summary: '退回零报告', body: returnNilSchema, response: none } },
      async (request, reply) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        await returnNil(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/nil/scan',
      {
        config: { access: 'campaign.read', download: true },
        schema: { tags, summary: '零报告扫描件', querystring: declarationQuery },
      },
      async (request, reply) => sendFile(reply, await nilScan(ctx, { ...request.query, actor: bureauActor(request) })),
    );
    server.post(
      '/api/papers',
      { config: editing, schema: { tags, summary: '登记纸质原件', body: paperSchema, response: none } },
      async (request, reply) => {
        const arrivedAt = instant(request.body.arrivedAt);
        const edit = { ...request.body, arrivedAt, revision: ifMatch(request), actor: bureauActor(request) };
        await markPaperArrived(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/papers/undo',
      { config: editing, schema: { tags, summary: '撤销纸质原件登记', body: unmarkPaperSchema, response: none } },
      async (request, reply) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        await unmarkPaper(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/progress',
      { config: editing, schema: { tags, summary: '代标填报进度', body: progressSchema, response: none } },
      async (request, reply) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        await setProgress(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/provisional',
      { config, schema: { tags, summary: '登记快报数', body: provisionalSchema, response: none } },
      async (request, reply) => {
        await logProvisional(ctx, { ...request.body, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
  };
}
