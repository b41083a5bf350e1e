import { amendCampaign } from '@duban/actions/amend-campaign';
import { closeCampaign } from '@duban/actions/close-campaign';
import { moveDue } from '@duban/actions/move-due';
import { pauseCampaign } from '@duban/actions/pause-campaign';
import { previewAmendment } from '@duban/actions/preview-amendment';
import { requestExtra } from '@duban/actions/request-extra';
import { resumeCampaign } from '@duban/actions/resume-campaign';
import { loadPlaced } from '@duban/actions/seed-folders';
import { localDate } from '@duban/base/time';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { ifMatch } from '../../http/if-match.js';
import { plain } from '../../plain.js';
import { campaignParams } from '../campaigns/schema.js';
import {
  type Amended,
  type AmendmentPreview,
  amendedSchema,
  amendmentQuery,
  amendmentSchema,
  closeSchema,
  type DueMoved,
  dueMovedSchema,
  type ExtraRequested,
  extraRequestedSchema,
  extraSchema,
  moveDueSchema,
  pauseSchema,
  resumeSchema,
  type StatusChanged,
  statusChangedSchema,
} from './schema.js';

/** What becomes of a running campaign as a whole. */
export function campaignStatusRoutes({ ctx, config, now }: Api): FastifyPluginAsyncZod {
  const tags = ['专项'];
  const verbs = [
    { name: 'pause', summary: '暂停', body: pauseSchema, run: pauseCampaign },
    { name: 'resume', summary: '恢复', body: resumeSchema, run: resumeCampaign },
    { name: 'close', summary: '结束', body: closeSchema, run: closeCampaign },
  ] as const;
  return async (server) => {
    for (const { name, summary, body, run } of verbs)
      server.post(
        `/api/campaigns/:id/${name}`,
        {
          config: { access: 'campaign.run', edits: true },
          schema: { tags, summary, params: campaignParams, body, response: { 200: statusChangedSchema } },
        },
        async (request) => {
          const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
          return plain<StatusChanged>(await run(ctx, { campaign: request.params.id, ...edit, now: await now() }));
        },
      );
    server.get(
      '/api/campaigns/:id/amendment',
      {
        config: { access: 'campaign.run' },
        schema: {
          tags,
          summary: '补充文件会改什么',
          params: campaignParams,
          querystring: amendmentQuery,
          response: { 200: amendmentSchema },
        },
      },
      async (request) =>
        plain<AmendmentPreview>(
          await previewAmendment(ctx, {
            campaign: request.params.id,
            ...config.seeds,
            name: request.query.document,
            effective: localDate(request.query.effective),
            actor: bureauActor(request),
            now: await now(),
          }),
        ),
    );
    server.post(
      '/api/campaigns/:id/amendment',
      {
        config: { access: 'campaign.run', edits: true },
        schema: {
          tags,
          summary: '按补充文件修改',
          params: campaignParams,
          body: amendmentQuery,
          response: { 200: amendedSchema },
        },
      },
      async (request) => {
        const revision = ifMatch(request);
        const { document: name, effective } = request.body;
        const { seed: document } = await loadPlaced(config.seeds, name, { calendar: ctx.calendar });
        const amended = await amendCampaign(ctx, {
          campaign: request.params.id,
          document,
          effective: localDate(effective),
          revision,
          actor: bureauActor(request),
          now: await now(),
        });
        return plain<Amended>(amended);
      },
    );
    // Both say first what would happen (`only: show`), by doing it and taking it back.
    server.post(
      '/api/campaigns/:id/extra',
      {
        config: { access: 'campaign.run', edits: true },
        schema: {
          tags,
          summary: '加报',
          params: campaignParams,
          body: extraSchema,
          response: { 200: extraRequestedSchema },
        },
      },
      async (request) => {
        const { offices, ...body } = request.body;
        const edit = { revision: ifMatch(request), actor: bureauActor(request), now: await now() };
        const asked = { ...body, offices: offices ?? ('all' as const), campaign: request.params.id, ...edit };
        return plain<ExtraRequested>(await requestExtra(ctx, asked));
      },
    );
    server.post(
      '/api/campaigns/:id/due',
      {
        config: { access: 'campaign.run', edits: true },
        schema: {
          tags,
          summary: '调整时限',
          params: campaignParams,
          body: moveDueSchema,
          response: { 200: dueMovedSchema },
        },
      },
      async (request) => {
        const { due, cutOff, ...body } = request.body;
        const days = { due: localDate(due), cutOff: localDate(cutOff) };
        const edit = { revision: ifMatch(request), actor: bureauActor(request), now: await now() };
        return plain<DueMoved>(await moveDue(ctx, { ...body, ...days, campaign: request.params.id, ...edit }));
      },
    );
  };
}
