import { inTrial } from '@duban/actions/trial-mode';
import { isAccelerated, openPokes } from '@duban/ledger';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { aboutSchema, healthSchema, readySchema, timeSchema } from './schema.js';

/** The relay takes pokes every half second; one that lies so long lies because nobody is there. */
const UNTAKEN_MS = 60_000;

export function systemRoutes({ ctx, config, clock, now, metrics }: Api): FastifyPluginAsyncZod {
  const tags = ['系统'];
  return async (server) => {
    server.get(
      '/api/health',
      {
        config: { access: 'public', uncounted: true },
        schema: { tags, summary: '进程是否在运行', response: { 200: healthSchema } },
      },
      // Without a look at the database: restarting this process would not bring that one back.
      async () => ({ ok: true as const, pid: process.pid }),
    );
    server.get(
      '/api/health/ready',
      {
        config: { access: 'public', uncounted: true },
        schema: { tags, summary: '能否办事：数据库是否连得上、待办是否有人取', response: { 200: readySchema } },
      },
      async () => ({
        ok: true as const,
        worker: (await openPokes(ctx.ledger.db, await now())).oldestPokeMs < UNTAKEN_MS,
      }),
    );
    server.get(
      '/api/time',
      {
        config: { access: 'public' },
        schema: { tags, summary: '服务器时间和专项时间', response: { 200: timeSchema } },
      },
      async () => ({ server: clock.now(), campaign: await now(), zone: 'Asia/Shanghai' as const }),
    );
    server.get(
      '/api/metrics',
      {
        config: { access: 'system.operate', scrape: true },
        schema: {
          tags,
          summary: '运行指标（Prometheus）',
          produces: ['text/plain'],
          response: { 200: z.string().describe('Prometheus text') },
        },
      },
      async (_request, reply) => {
        return reply
          .serializer((body: string) => body)
          .type(metrics.contentType)
          .send(await metrics.text());
      },
    );
    server.get(
      '/api/about',
      {
        config: { access: 'public' },
        schema: { tags, summary: '各页都要显示的情况', response: { 200: aboutSchema } },
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
