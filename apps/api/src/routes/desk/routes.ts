import { checkOnly } from '@duban/actions/check-only';
import { deskView } from '@duban/actions/desk-view';
import { handIn } from '@duban/actions/hand-in';
import { markedFile, obligationForm, submissionFile } from '@duban/actions/stored-files';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { deskActor, deskSession } from '../../http/actors.js';
import { readUpload } from '../../http/read-upload.js';
import { sendFile } from '../../http/send-file.js';
import { plain } from '../../plain.js';
import { decisionQuery, submissionQuery } from '../obligations/schema.js';
import {
  type Checked,
  checkedSchema,
  type Desk,
  deskSchema,
  obligationQuery,
  type ReceiptView,
  receiptSchema,
} from './schema.js';

/** The clerk's page; whose offices these are is the actor's matter, and the actions hold to it. */
export function deskRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['填报端'];
  return async (server) => {
    server.get(
      '/api/desk',
      { config: { access: 'desk' }, schema: { tags, summary: '我要报什么', response: { 200: deskSchema } } },
      async (request) => {
        const { campaign, contact } = deskSession(request);
        return plain<Desk>(await deskView(ctx, { campaign, contact, now: await now() }));
      },
    );
    server.post(
      '/api/desk/check',
      {
        config: { access: 'desk', upload: true },
        schema: { tags, summary: '先查后报', querystring: obligationQuery, response: { 200: checkedSchema } },
      },
      async (request) => {
        const file = await readUpload(request);
        const { obligation } = request.query;
        return plain<Checked>(await checkOnly(ctx, { obligation, file, actor: deskActor(request), now: await now() }));
      },
    );
    server.post(
      '/api/desk/hand-in',
      {
        config: { access: 'desk', upload: true },
        schema: { tags, summary: '报送', querystring: obligationQuery, response: { 200: receiptSchema } },
      },
      async (request) => {
        const file = await readUpload(request);
        const { contact } = deskSession(request);
        const receipt = await handIn(ctx, {
          obligation: request.query.obligation,
          file,
          channel: 'web',
          contact,
          actor: deskActor(request),
          now: await now(),
        });
        return plain<ReceiptView>(receipt);
      },
    );
    server.get(
      '/api/desk/template',
      {
        config: { access: 'desk', download: true },
        schema: { tags, summary: '空白模板', querystring: obligationQuery },
      },
      async (request, reply) =>
        sendFile(reply, await obligationForm(ctx, { ...request.query, actor: deskActor(request) })),
    );
    server.get(
      '/api/desk/marked',
      {
        config: { access: 'desk', download: true },
        schema: { tags, summary: '退回时标注过的工作簿', querystring: decisionQuery },
      },
      async (request, reply) => sendFile(reply, await markedFile(ctx, { ...request.query, actor: deskActor(request) })),
    );
    server.get(
      '/api/desk/file',
      {
        config: { access: 'desk', download: true },
        schema: { tags, summary: '报送材料原件', querystring: submissionQuery },
      },
      async (request, reply) =>
        sendFile(reply, await submissionFile(ctx, { ...request.query, actor: deskActor(request) })),
    );
  };
}
