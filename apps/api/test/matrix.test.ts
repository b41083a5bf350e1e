import { hasRight } from '@duban/actions/rights';
import { DubanError } from '@duban/base';
import type { LightMyRequestResponse, RouteOptions } from 'fastify';
import { expect, it } from 'vitest';
import { send } from '../../../packages/actions/test/sheets.ts';
import { CAMPAIGN, owes } from '../../../packages/actions/test/world.ts';
import type { Access } from '../src/http/access.js';
import { type Caller, cast } from './support/cast.js';
import { type House, house } from './support/house.js';
import { ask } from './support/samples/ask.js';
import { isOthers, OWNERS, type Owner, SAMPLES, type Sample } from './support/samples.js';
import { problemIn } from './support/visitors.js';

const YANZHOU: Owner = { campaign: CAMPAIGN, office: 'yanzhou' };

interface Route {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

async function open(): Promise<{ made: House; routes: readonly Route[] }> {
  const routes: RouteOptions[] = [];
  const made = await house({
    config: { tuning: { callsPerMinute: 1_000_000, uploadsPerMinute: 1_000_000 } },
    prepare: (server) => server.addHook('onRoute', (route) => void routes.push(route)),
  });
  const own = routes.filter(({ url }) => !isOthers(url));
  return {
    made,
    routes: own.flatMap(({ method, url, config }) =>
      [method].flat().map((each) => ({ method: each, url, access: config?.access ?? 'public' })),
    ),
  };
}

const sampleOf = ({ method, url }: Route, samples = SAMPLES): Sample | undefined =>
  samples[`${method === 'HEAD' ? 'GET' : method} ${url}`];

it('every route has a sample here, and every sample a route', async () => {
  const { routes } = await open();
  const without = routes.filter((route) => sampleOf(route) === undefined).map(({ method, url }) => `${method} ${url}`);
  expect(without, 'add a sample of these to apps/api/test/support/samples/').toEqual([]);
  const served = new Set(routes.map(({ method, url }) => `${method} ${url}`));
  const stale = Object.keys(SAMPLES).filter((key) => !served.has(key));
  expect(stale, 'no such route any more').toEqual([]);
});

/** What the declared right makes of this caller: `in`, 401, 403, or 404 where the thing is another office's. */
function expected(
  { access }: Route,
  { is }: Caller,
  { owner, sample }: { readonly owner: Owner | null; readonly sample: Sample },
): 'in' | 401 | 403 | 404 {
  if (access === 'public') return 'in';
  if (access === 'desk') {
    if (is?.kind !== 'desk') return 401;
    const own = owner === null || (sample.names === 'office' ? is.office === owner.office : same(is, owner));
    return own ? 'in' : 404;
  }
  if (is?.kind !== 'bureau') return 401;
  return hasRight(is.role, access) ? 'in' : 403;
}

const same = (a: Owner, b: Owner): boolean => a.campaign === b.campaign && a.office === b.office;

/** Why this answer is a leak, or no answer for somebody who may; null when it is as it should be. */
function wrong(
  answer: LightMyRequestResponse | null,
  want: ReturnType<typeof expected>,
  { sample, owner }: { readonly sample: Sample; readonly owner: Owner | null },
): string | null {
  // A stream that began and was left.
  if (answer === null) return want === 'in' ? null : 'a stream began';
  const { statusCode: status, payload } = answer;
  if (want === 'in') {
    const fine = sample.allowed ? sample.allowed.includes(status) : status >= 200 && status < 300;
    // Only 兖州区 has handed something in: another's own file may not be there.
    return fine || (status === 404 && owner !== null && !same(owner, YANZHOU)) ? null : `kept out with ${said(answer)}`;
  }
  if (status !== want) return `answered ${said(answer)} instead of ${want}`;
  const code = { 401: 'sign-in-needed', 403: 'not-allowed', 404: 'not-yours' }[want];
  if (payload !== '' && problemIn(answer).code !== code) return `said ${problemIn(answer).code} instead of ${code}`;
  return null;
}

interface Trial {
  readonly made: House;
  readonly routes: readonly Route[];
  readonly callers: readonly Caller[];
  readonly samples: Readonly<Record<string, Sample>>;
}

/** Everybody asks every route for everybody's things. */
async function leaksOf({
  made,
  routes,
  callers,
  samples,
}: Trial): Promise<{ calls: number; leaks: readonly string[] }> {
  const leaks: string[] = [];
  let calls = 0;
  for (const route of routes) {
    const sample = sampleOf(route, samples);
    if (sample === undefined) continue;
    const { ask: asking } = sample;
    const asks =
      asking instanceof Function ? OWNERS.map((owner) => ({ owner, ...asking(owner) })) : [{ owner: null, ...asking }];
    for (const caller of callers) {
      const unknown = new Set<string>();
      for (const { owner, ...each } of asks) {
        const answer = await ask(made, route, { ...each, cookie: await caller.cookie() });
        calls++;
        const want = expected(route, caller, { owner, sample });
        const told = `${caller.name}: ${route.method} ${each.url}`;
        const fault = wrong(answer, want, { sample, owner });
        if (fault) leaks.push(`${told} ${fault}`);
        // A desk's page of somebody else names nothing of 兖州区.
        const elsewhere = caller.is?.kind === 'desk' && !same(caller.is, YANZHOU);
        if (elsewhere && answer?.payload.includes(owes('yanzhou'))) leaks.push(`${told} names what is 兖州区's`);
        if (want === 404 && answer) unknown.add(sameness(answer));
      }
      // What there is not, and what is not theirs, must read alike.
      if (unknown.size > 1) leaks.push(`${caller.name}: ${route.method} ${route.url} tells what exists`);
    }
  }
  return { calls, leaks };
}

it('whoever calls, with whatever ids: what the route’s right says, and no word of what belongs to others', async () => {
  const { made, routes } = await open();
  await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
  const callers = await cast(made);
  const { calls, leaks } = await leaksOf({ made, routes, callers, samples: SAMPLES });
  // biome-ignore lint/suspicious/noConsole: the size of the proof belongs into the log of the run.
  console.log(
    `authorization matrix: ${routes.length} routes × ${callers.length} callers, ${calls} calls with own and foreign ids, ${leaks.length} leaks`,
  );
  expect(leaks).toEqual([]);
}, 240_000);

it('finds a leak where there is one: a route that forgets whose the thing is, one that keeps its owner out, one that is too open', async () => {
  const made = await house({
    prepare: (server) => {
      server.get('/api/desk/forgets', { config: { access: 'desk' } }, async () => ({ all: owes('yanzhou') }));
      server.get('/api/desk/confused', { config: { access: 'desk' } }, async (request) => {
        const { of } = request.query as { of: string };
        throw of.includes('nowhere')
          ? new DubanError('not-yours')
          : new DubanError('not-allowed', { actor: '', verb: of });
      });
      server.get('/api/too-open', { config: { access: 'campaign.read' } }, async () => ({}));
    },
  });
  const callers = await cast(made);
  const of = (url: string): Sample => ({ ask: ({ campaign, office }) => ({ url: `${url}?of=${campaign}/${office}` }) });
  const trial = async (url: string, access: Access, sample: Sample) =>
    (await leaksOf({ made, callers, routes: [{ method: 'GET', url, access }], samples: { [`GET ${url}`]: sample } }))
      .leaks;
  expect((await trial('/api/desk/forgets', 'desk', of('/api/desk/forgets'))).join()).toContain(
    "names what is 兖州区's",
  );
  expect((await trial('/api/desk/confused', 'desk', of('/api/desk/confused'))).join()).toContain('kept out');
  // Declared for one right, open to others.
  const open = await trial('/api/too-open', 'audit.read', { ask: { url: '/api/too-open' } });
  expect(open.some((leak) => leak.startsWith('leader: GET /api/too-open answered 200'))).toBe(true);
});

/** A problem without the number of its request. */
function sameness(answer: LightMyRequestResponse): string {
  return `${answer.statusCode} ${answer.payload.replace(/urn:uuid:[0-9a-f-]+/, '')}`;
}

/** Status and code; of a file, no bytes. */
function said({ statusCode, payload, headers }: LightMyRequestResponse): string {
  return `${statusCode} ${/json/.test(String(headers['content-type'])) ? payload.slice(0, 160) : ''}`;
}
