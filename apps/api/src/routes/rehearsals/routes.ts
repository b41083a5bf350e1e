import { createReadStream } from 'node:fs';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { policies } from '../../http/headers.js';
import { attachment } from '../../http/send-file.js';
import { typeOf } from '../../rehearsals/result-files.js';
import { rehearsalFileParams, rehearsalSchema, startRehearsalSchema } from './schema.js';

export function rehearsalRoutes({ rehearsals }: Api): FastifyPluginAsyncZod {
  const tags = ['推演'];
  return async (server) => {
    server.post(
      '/api/rehearsals',
      {
        config: { access: 'campaign.run' },
        schema: { tags, summary: '开始推演', body: startRehearsalSchema, response: { 202: rehearsalSchema } },
      },
      async ({ body }, reply) => reply.code(202).send(await rehearsals.start(body)),
    );
    server.get(
      '/api/rehearsals/current',
      {
        config: { access: 'campaign.run' },
        schema: { tags, summary: '最近一次推演', response: { 200: rehearsalSchema } },
      },
      async () => rehearsals.current(),
    );
    server.get(
      '/api/rehearsals/:id/files/*',
      {
        config: { access: 'campaign.run', download: true },
        schema: { tags, summary: '推演的结果文件', params: rehearsalFileParams },
      },
      async ({ params }, reply) => {
        const path = params['*'];
        const file = rehearsals.file(params.id, path);
        const name = path.slice(path.lastIndexOf('/') + 1);
        reply.type(typeOf(path)).header('content-security-policy', policies.story);
        // The story and the figures are read in the browser; what belongs into another program is saved.
        if (!/\.(html|json)$/.test(path)) reply.header('content-disposition', attachment(name));
        return reply.send(createReadStream(file));
      },
    );
  };
}
