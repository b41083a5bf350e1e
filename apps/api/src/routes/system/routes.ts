import { inTrial } from '@duban/actions/trial-mode';
import { isAccelerated } from '@duban/ledger';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { aboutSchema, healthSchema } from './schema.js';

export function systemRoutes({ ctx, config, now }: Api): FastifyPluginAsyncZod {
  return async (server) => {
    server.get(
      '/api/health',
      {
        config: { access: 'public' },
        schema: { tags: ['系统'], summary: '进程是否在运行', response: { 200: healthSchema } },
      },
      // Without a look at the database: restarting this process would not bring that one back.
      async () => ({ ok: true as const, pid: process.pid }),
    );
    server.get(
      '/api/about',
      {
        config: { access: 'public' },
        schema: { tags: ['系统'], summary: '各页都要显示的情况', response: { 200: aboutSchema } },
      },
      async () => ({
        now: await now(),
        temporalUi: config.temporalUi,
        localMailbox: config.mailFolder !== null,
        accelerated: await isAccelerated(ctx.ledger.db),
        trial: await inTrial(ctx),
      }),
    );
  };
}
