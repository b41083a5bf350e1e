import { decide } from '@duban/actions/decide';
import { obligationView } from '@duban/actions/obligation-view';
import { revealPersonal } from '@duban/actions/reveal-personal';
import { markedFile, submissionFile } from '@duban/actions/stored-files';
import { localDate } from '@duban/base/time';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { tagRevision } from '../../http/if-match.js';
import { sendFile } from '../../http/send-file.js';
import { plain } from '../../plain.js';
import {
  decidedSchema,
  decideSchema,
  decisionQuery,
  type ObligationView,
  obligationSchema,
  revealedSchema,
  revealSchema,
  submissionQuery,
} from './schema.js';

export function obligationRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['报送任务'];
  return async (server) => {
    server.get(
      '/api/obligations/*',
      {
        config: { access: 'campaign.read' },
        schema: {
          tags,
          summary: '报送任务',
          params: z.object({ '*': z.string() }),
          response: { 200: obligationSchema },
        },
      },
      async ({ params }, reply) => {
        const view = await obligationView(ctx, { obligation: params['*'], now: await now() });
        tagRevision(reply, view.revision);
        return plain<ObligationView>(view);
      },
    );
    server.post(
      '/api/decisions',
      {
        config: { access: 'sheet.decide' },
        schema: { tags, summary: '出具审核意见', body: decideSchema, response: { 200: decidedSchema } },
      },
      async (request) => {
        const { due, ...body } = request.body;
        const at = await now();
        const actor = bureauActor(request);
        await decide(ctx, { ...body, due: due === null ? null : localDate(due), actor, now: at });
        const { cell } = await obligationView(ctx, { obligation: body.obligation, now: at });
        return { obligation: body.obligation, state: cell.state };
      },
    );
    server.get(
      '/api/submissions/file',
      {
        config: { access: 'campaign.read', download: true },
        schema: { tags, summary: '报送材料原件', querystring: submissionQuery },
      },
      async (request, reply) =>
        sendFile(reply, await submissionFile(ctx, { ...request.query, actor: bureauActor(request) })),
    );
    server.post(
      '/api/submissions/reveal',
      {
        config: { access: 'personal.reveal', reveals: true },
        schema: {
          tags,
          summary: '查看一格中完整的证件号码（须写明理由，记入办理记录）',
          body: revealSchema,
          response: { 200: revealedSchema },
        },
      },
      async (request) => revealPersonal(ctx, { ...request.body, actor: bureauActor(request), now: await now() }),
    );
    server.get(
      '/api/decisions/marked',
      {
        config: { access: 'campaign.read', download: true },
        schema: { tags, summary: '退回时标注过的工作簿', querystring: decisionQuery },
      },
      async (request, reply) =>
        sendFile(reply, await markedFile(ctx, { ...request.query, actor: bureauActor(request) })),
    );
  };
}
