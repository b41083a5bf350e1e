import type { RouteOptions } from 'fastify';
import { expect, it } from 'vitest';
import type { Access } from '../src/http/access.js';
import { createServer } from '../src/server.js';
import { house } from './support/house.js';
import { clerk, officer, problemIn, visitor } from './support/visitors.js';

type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';

async function routesOf() {
  const routes: RouteOptions[] = [];
  const made = await house({ prepare: (server) => server.addHook('onRoute', (route) => void routes.push(route)) });
  const called = routes.map((route) => ({
    method: String(route.method) as Method,
    url: route.url.replace(/:\w+/g, '1').replace('*', 'x'),
    access: route.config?.access satisfies Access | undefined,
  }));
  return { made, called };
}

it('a server with a route that says nothing about access does not start', async () => {
  const { ctx, config } = await house();
  const server = createServer({ ctx, config });
  server.get('/api/naked', () => 'anything');
  await expect(server.ready()).rejects.toThrow(/config\.access: GET \/api\/naked/);
  await server.close();
});

it('answers 401 on every route that is not public, to a stranger, to a forged cookie and to a session of the other kind', async () => {
  const { made, called } = await routesOf();
  const forged = visitor(made, 'duban_bureau=AAAA; duban_desk=AAAA');
  const signedIn = { bureau: await officer(made), desk: await clerk(made, 'yanzhou-a') };
  const closed = called.filter((route) => route.access !== 'public');
  expect(closed.filter(({ access }) => access !== 'desk').length).toBeGreaterThan(20);
  expect(closed.filter(({ access }) => access === 'desk').length).toBeGreaterThan(6);
  for (const { method, url, access } of closed) {
    const wrong = access === 'desk' ? signedIn.bureau : signedIn.desk;
    for (const who of [visitor(made), forged, wrong]) {
      const answer = await who.send(method as 'POST', url);
      expect([method, url, answer.statusCode]).toEqual([method, url, 401]);
      if (answer.payload !== '') expect(problemIn(answer).code).toBe('sign-in-needed');
    }
  }
});

it('leaves open only what opens a session, what every page shows, and the pages', async () => {
  const { called } = await routesOf();
  const open = called.filter((route) => route.access === 'public' && route.url.startsWith('/api/'));
  const own = open.filter(({ url, method }) => method !== 'HEAD' && !url.startsWith('/api/docs'));
  expect(own.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
    'GET /api/about',
    'GET /api/health',
    'GET /api/health/ready',
    'GET /api/openapi.json',
    'GET /api/time',
    'POST /api/desk/session/password',
    'POST /api/session/code',
    'POST /api/session/link',
    'POST /api/session/password',
    'POST /api/setup',
    'POST /api/setup/administrator',
    'POST /api/setup/administrator/begin',
    'POST /api/setup/begin',
  ]);
});
