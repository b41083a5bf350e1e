import { hasRight } from '@duban/actions/rights';
import { sessionOf } from '@duban/actions/session-of';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import type { Opening } from '../../events/streams.js';
import { deskSession } from '../../http/actors.js';
import { ownToken } from '../../http/enter.js';
import type { SessionKind } from '../../http/session-cookies.js';
import { streamQuery } from './schema.js';

/** Says that something changed, so that nobody needs to ask every few seconds. */
export function eventRoutes({ ctx, clock, streams }: Api): FastifyPluginAsyncZod {
  const tags = ['动态'];
  const session = (request: FastifyRequest, kind: SessionKind): Pick<Opening, 'session' | 'lives'> => {
    const token = ownToken(request, kind);
    return {
      session: token,
      lives: async () => {
        const found = await sessionOf(ctx, { token, kind, now: clock.now(), idle: true });
        return found !== null && (found.kind === 'office' || hasRight(found.role, 'campaign.read'));
      },
    };
  };
  return async (server) => {
    server.get(
      '/api/events/stream',
      {
        config: { access: 'campaign.read', stream: true },
        schema: { tags, summary: '一个专项的动态（SSE）', querystring: streamQuery },
      },
      async (request, reply) => {
        const listening = { campaign: request.query.campaign, offices: null };
        return begin(reply, await streams.open({ ...session(request, 'bureau'), listening, after: lastOf(request) }));
      },
    );
    server.get(
      '/api/desk/events/stream',
      { config: { access: 'desk', stream: true }, schema: { tags, summary: '本单位报送任务的动态（SSE）' } },
      async (request, reply) => {
        const { campaign, offices } = deskSession(request);
        const listening = { campaign, offices: offices.map(({ id }) => id) };
        return begin(reply, await streams.open({ ...session(request, 'office'), listening, after: lastOf(request) }));
      },
    );
  };
}

function begin(reply: FastifyReply, stream: NodeJS.ReadableStream): FastifyReply {
  // For proxies that would gather an answer before they pass it on.
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('x-accel-buffering', 'no')
    .send(stream);
}

function lastOf(request: FastifyRequest): number | null {
  const sent = String(request.headers['last-event-id'] ?? '');
  return /^\d{1,15}$/.test(sent) ? Number(sent) : null;
}
