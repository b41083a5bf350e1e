import { basename } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { declareAll } from './access.js';
import { policies } from './headers.js';

/** Serves the built web: `/` is the board, `/desk` the clerk's page. Names of assets change with their content, pages' do not. */
export function pages(webRoot: string): FastifyPluginAsync {
  return async (scope) => {
    declareAll(scope, 'public');
    await scope.register(fastifyStatic, {
      root: webRoot,
      index: 'index.html',
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, path) => {
        const asset = path.includes('/assets/');
        reply.header('cache-control', asset ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (basename(path) === 'index.html') reply.header('content-security-policy', policies.board);
      },
    });
    scope.get('/desk', { schema: { hide: true } }, (_request, reply) => reply.sendFile('desk.html'));
  };
}
