import { launchPreview } from '@duban/actions/launch-preview';
import { listSeeds } from '@duban/actions/list-seeds';
import { dateOf } from '@duban/base/time';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { plain } from '../../plain.js';
import { type LaunchPreview, launchPreviewSchema, type SeedListed, seedParams, seedsSchema } from './schema.js';

export function seedRoutes({ ctx, config, now }: Api): FastifyPluginAsyncZod {
  const tags = ['方案'];
  return async (server) => {
    server.get(
      '/api/seeds',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '可以启动的方案', response: { 200: seedsSchema } },
      },
      async () => plain<SeedListed[]>(await listSeeds(ctx, { ...config.seeds, today: dateOf(await now()) })),
    );
    server.get(
      '/api/seeds/:name/launch',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '启动预览', params: seedParams, response: { 200: launchPreviewSchema } },
      },
      async ({ params }) =>
        plain<LaunchPreview>(await launchPreview(ctx, { ...config.seeds, name: params.name, now: await now() })),
    );
  };
}
