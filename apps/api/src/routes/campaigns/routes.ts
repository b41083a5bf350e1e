import { archiveCampaign } from '@duban/actions/archive-campaign';
import { board } from '@duban/actions/board';
import { jump } from '@duban/actions/jump';
import { launchSeed } from '@duban/actions/launch-seed';
import { listCampaigns } from '@duban/actions/list-campaigns';
import { listEvents } from '@duban/actions/list-events';
import { listMessages } from '@duban/actions/list-messages';
import { mergeRoundAgain } from '@duban/actions/merge-round-again';
import { messageText } from '@duban/actions/message-text';
import { documentFile, roundWorkbook } from '@duban/actions/stored-files';
import { instant } from '@duban/base';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { tagRevision } from '../../http/if-match.js';
import { sendFile } from '../../http/send-file.js';
import { sendStream } from '../../http/send-stream.js';
import { plain } from '../../plain.js';
import {
  type Board,
  boardQuery,
  boardSchema,
  type CampaignListed,
  campaignParams,
  campaignsSchema,
  documentQuery,
  type EventListed,
  eventsQuery,
  eventsSchema,
  type Jumped,
  jumpedSchema,
  jumpSchema,
  type Launched,
  launchedSchema,
  launchSchema,
  type Messages,
  mergeAgainSchema,
  messageQuery,
  messagesQuery,
  messagesSchema,
  messageTextSchema,
  roundQuery,
} from './schema.js';

export function campaignRoutes({ ctx, config, clock, now }: Api): FastifyPluginAsyncZod {
  const tags = ['专项'];
  return async (server) => {
    server.post(
      '/api/campaigns',
      {
        config: { access: 'campaign.run' },
        schema: { tags, summary: '启动', body: launchSchema, response: { 201: launchedSchema } },
      },
      async (request, reply) => {
        const { seed: name, digest } = request.body;
        const actor = bureauActor(request);
        const launched = await launchSeed(ctx, { ...config.seeds, name, digest, actor, now: await now() });
        return reply.code(201).send(plain<Launched>(launched));
      },
    );
    server.get(
      '/api/campaigns',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '全部专项', response: { 200: campaignsSchema } },
      },
      async () => plain<CampaignListed[]>(await listCampaigns(ctx, { now: await now() })),
    );
    server.get(
      '/api/campaigns/:id',
      {
        config: { access: 'campaign.read' },
        schema: {
          tags,
          summary: '调度台',
          params: campaignParams,
          querystring: boardQuery,
          response: { 200: boardSchema },
        },
      },
      async ({ params, query }, reply) => {
        const shown = await board(ctx, { campaign: params.id, ...query, now: await now() });
        tagRevision(reply, shown.revision);
        return plain<Board>(shown);
      },
    );
    server.get(
      '/api/campaigns/:id/messages',
      {
        config: { access: 'campaign.read' },
        schema: {
          tags,
          summary: '发出和待发的消息',
          params: campaignParams,
          querystring: messagesQuery,
          response: { 200: messagesSchema },
        },
      },
      async ({ params, query }) => plain<Messages>(await listMessages(ctx, { campaign: params.id, ...query })),
    );
    server.get(
      '/api/messages/text',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '消息正文', querystring: messageQuery, response: { 200: messageTextSchema } },
      },
      async ({ query }) => messageText(ctx, { message: query.message, now: await now() }),
    );
    server.get(
      '/api/campaigns/:id/events',
      {
        config: { access: 'campaign.read' },
        schema: {
          tags,
          summary: '办理记录',
          params: campaignParams,
          querystring: eventsQuery,
          response: { 200: eventsSchema },
        },
      },
      async ({ params, query }) => plain<EventListed[]>(await listEvents(ctx, { campaign: params.id, ...query })),
    );
    server.post(
      '/api/campaigns/:id/jump',
      {
        config: { access: 'campaign.run' },
        schema: {
          tags,
          summary: '把专项时间拨到下一步之前（仅限演示和测试）',
          params: campaignParams,
          body: jumpSchema,
          response: { 200: jumpedSchema },
        },
      },
      async (request) => {
        const { params, body } = request;
        const actor = bureauActor(request);
        return plain<Jumped>(
          await jump(ctx, {
            campaign: params.id,
            leadMs: body.leadMs,
            until: body.until === undefined ? undefined : instant(body.until),
            serverNow: clock.now(),
            actor,
          }),
        );
      },
    );
    server.get(
      '/api/campaigns/:id/archive',
      {
        config: { access: 'campaign.run', download: true },
        schema: { tags, summary: '归档（办结后）', params: campaignParams },
      },
      async (request, reply) => {
        const { id: campaign } = request.params;
        const made = await archiveCampaign(ctx, { campaign, actor: bureauActor(request), now: await now() });
        return sendStream(reply, made);
      },
    );
    server.get(
      '/api/rounds/workbook',
      {
        config: { access: 'campaign.read', download: true },
        schema: { tags, summary: '期次汇总表', querystring: roundQuery },
      },
      async ({ query }, reply) => sendFile(reply, await roundWorkbook(ctx, query)),
    );
    server.post(
      '/api/rounds/merge-again',
      {
        config: { access: 'campaign.run' },
        schema: { tags, summary: '重新汇总', body: mergeAgainSchema, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        await mergeRoundAgain(ctx, { ...request.body, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/documents/file',
      {
        config: { access: 'campaign.read', download: true },
        schema: { tags, summary: '文稿', querystring: documentQuery },
      },
      async ({ query }, reply) => sendFile(reply, await documentFile(ctx, query)),
    );
  };
}
