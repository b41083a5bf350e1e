import { catalogue } from '@duban/base';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { RouteOptions } from 'fastify';
import { expect, it } from 'vitest';
import { house } from './support/house.js';
import { visitor } from './support/visitors.js';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: object }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}
interface Components {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly responses: Readonly<Record<string, { readonly content?: unknown }>>;
}
type Schema = { readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
type Document = {
  readonly openapi: string;
  readonly components: Components;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

async function contract() {
  const routes: RouteOptions[] = [];
  const made = await house({
    empty: true,
    prepare: (server) => server.addHook('onRoute', (route) => void routes.push(route)),
  });
  const document = (await visitor(made).get('/api/openapi.json')).json<Document>();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
  return { document, operations, routes };
}

it('is an OpenAPI 3.1 document by the official schema', async () => {
  const { document } = await contract();
  expect(document.openapi).toBe('3.1.0');
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(JSON.stringify(errors ?? []).slice(0, 2_000)).toBe('[]');
  expect(valid).toBe(true);
});

it('names every route of the API, and each says in Chinese what it is for', async () => {
  const { operations, routes } = await contract();
  const served = routes.filter(({ url, method, schema }) => {
    const hidden = (schema as { hide?: boolean } | undefined)?.hide;
    return url.startsWith('/api/') && !url.startsWith('/api/docs') && method !== 'HEAD' && !hidden;
  });
  expect(operations.length).toBe(served.length);
  for (const { name, operation } of operations) {
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\p{Script=Han}/u)]);
    expect([name, operation.tags]).toEqual([name, [expect.stringMatching(/\p{Script=Han}/u)]]);
  }
});

it('says of every route what it answers, how it refuses, who may call it, and describes each of its parameters', async () => {
  const { operations } = await contract();
  const open = new Set([
    'GET /api/health',
    'GET /api/health/ready',
    'GET /api/time',
    'GET /api/about',
    'POST /api/session/code',
    'POST /api/session/link',
    'POST /api/setup/begin',
    'POST /api/setup',
    'POST /api/setup/administrator/begin',
    'POST /api/setup/administrator',
  ]);
  // Their content is read part by part: repeats are the verbs' own matter.
  const forms = new Set(['POST /api/registrations', 'POST /api/nil', 'POST /api/desk/nil']);
  for (const { name, operation } of operations) {
    const { responses, security, parameters = [] } = operation;
    const good = Object.keys(responses).filter((status) => status.startsWith('2'));
    expect([name, good.length]).toEqual([name, 1]);
    const [status = ''] = good;
    if (status !== '204') expect([name, Object.keys(responses[status]?.content ?? {}).length]).toEqual([name, 1]);
    for (const kind of ['4XX', '5XX'])
      expect([name, responses[kind]]).toEqual([name, { $ref: '#/components/responses/Problem' }]);
    if (!open.has(name) && !name.includes('/session/')) expect([name, security?.length ?? 0]).not.toEqual([name, 0]);
    for (const parameter of parameters)
      expect([name, parameter.name, parameter.schema]).toEqual([name, parameter.name, expect.any(Object)]);
    const changes = !name.startsWith('GET ') && security !== undefined && !forms.has(name);
    expect([name, parameters.some((each) => each.name === 'idempotency-key')]).toEqual([name, changes]);
  }
});

it('a problem carries a code of the catalogue, and no other', async () => {
  const { components } = (await contract()).document;
  const told = components.responses.Problem?.content;
  expect(told).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } });
  const codes = components.schemas.Problem?.properties?.code?.enum;
  expect([...(codes ?? [])].sort()).toEqual(Object.keys(catalogue).sort());
});
