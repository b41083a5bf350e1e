import { catalogue } from '@duban/base';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyPluginAsync, RouteOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { OpenAPIV3, OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { problemSchema } from '../fields.js';
import { declareAll } from './access.js';
import { policies } from './headers.js';
import { isSafe } from './safe-methods.js';

/** Every code that a problem may carry stands in the contract: a client need not guess. */
const PROBLEM = inside(z.toJSONSchema(problemSchema.extend({ code: z.enum(Object.keys(catalogue) as [string]) })));
const PROBLEM_ANSWER = {
  description: '没有办成：RFC 9457，code 见错误目录',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes one file, part `file` of a multipart body. */
    upload?: true;
    /** Takes a multipart body of its own: `data` (JSON) and these files (http/read-form.ts). */
    form?: readonly string[];
    /** Answers a file to be saved. */
    download?: true;
    /** Answers server-sent events for as long as its page is open. */
    stream?: true;
  }
}

/** The machine-readable contract at /api/openapi.json and, for people, at /api/docs; call this before any route is registered. */
export function openApi(server: FastifyInstance): void {
  server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '督办 Duban', version: '0.1.0', description: ABOUT },
      servers: [{ url: '/', description: '本机' }],
      components: {
        securitySchemes: {
          // By HTTPS both names begin with `__Host-`.
          bureau: { type: 'apiKey', in: 'cookie', name: 'duban_bureau' },
          desk: { type: 'apiKey', in: 'cookie', name: 'duban_desk' },
          scrape: { type: 'http', scheme: 'bearer', description: '数据文件夹中的 metrics-token' },
        },
      },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route as Parameters<typeof jsonSchemaTransform>[0]);
      return { schema: { ...schema, ...describe(route.route, schema ?? {}) }, url };
    },
    // Once, and not a hundred times: the schemas of routes have no way to point there.
    transformObject: (made) => ('openapiObject' in made ? withProblems(made.openapiObject) : made.swaggerObject),
  });
  server.register(docs);
}

const docs: FastifyPluginAsync = async (scope) => {
  declareAll(scope, 'public');
  await scope.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: policies.docs,
  });
  scope.get('/api/openapi.json', { schema: { hide: true } }, () => scope.swagger());
};

type Document = Partial<OpenAPIV3.Document | OpenAPIV3_1.Document>;

function withProblems(document: Document): Document {
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path ?? {})) {
      const { responses } = operation as { responses?: Record<string, unknown> };
      for (const status of ['4XX', '5XX'])
        if (responses?.[status]) responses[status] = { $ref: '#/components/responses/Problem' };
    }
  const components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM },
    responses: { Problem: PROBLEM_ANSWER },
  };
  return { ...document, components } as Document;
}

const ABOUT = [
  '时刻均为毫秒（专项时间），日期为 YYYY-MM-DD，金额为分。出错时一律返回 RFC 9457（application/problem+json），detail 说明下一步怎么办。',
  '有修改动作的请求可带 Idempotency-Key：同一键、同一内容在24小时内得到同一答复。修改带版本的内容请带 If-Match：查看时得到的 ETag，或所列内容的 revision 加引号。',
].join('\n');

const IDEMPOTENCY_KEY = {
  type: 'string',
  minLength: 16,
  maxLength: 128,
  pattern: '^[!-~]*$',
  description: '重试时保持不变的随机串，如 UUID',
};
const IF_MATCH = {
  type: 'string',
  pattern: '^("[1-9][0-9]{0,8}"|\\*)$',
  description: '查看时得到的 ETag，或 revision 加引号',
};
const LAST_EVENT = { type: 'string', pattern: '^[0-9]{1,15}$', description: '浏览器重新连接时自带' };

/** What the schemas of a route do not say: who may call it, what it takes beside its body, that it takes or answers a file, how it refuses. */
function describe({ config = {}, method }: RouteOptions, schema: { response?: unknown; headers?: unknown }): object {
  const { access, upload, form, download, stream, edits, scrape } = config;
  const changes = [method].flat().some((each) => !isSafe(each));
  const closed = access !== undefined && access !== 'public';
  const headers = {
    ...(changes && closed && !form ? { 'idempotency-key': IDEMPOTENCY_KEY } : {}),
    ...(edits ? { 'if-match': IF_MATCH } : {}),
    ...(stream ? { 'last-event-id': LAST_EVENT } : {}),
  };
  const file = { description: '文件', content: { 'application/octet-stream': { schema: { type: 'string' } } } };
  const events = { description: '事件流', content: { 'text/event-stream': { schema: { type: 'string' } } } };
  const body = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };
  const session = { [access === 'desk' ? 'desk' : 'bureau']: [] };
  return {
    ...(closed ? { security: [session, ...(scrape ? [{ scrape: [] }] : [])] } : {}),
    ...(Object.keys(headers).length > 0 ? { headers: { type: 'object', properties: headers } } : {}),
    ...(upload ? { consumes: ['multipart/form-data'], body } : {}),
    ...(form ? { consumes: ['multipart/form-data'], body: formBody(form) } : {}),
    response: {
      ...(download ? { 200: file } : {}),
      ...(stream ? { 200: events } : {}),
      ...(schema.response as object | undefined),
      '4XX': { description: '没有办成', type: 'null' },
      '5XX': { description: '没有办成', type: 'null' },
    },
  };
}

/** The details as JSON text in one field, beside the files. */
function formBody(files: readonly string[]): object {
  const file = { type: 'string', format: 'binary' };
  return {
    type: 'object',
    required: ['data'],
    properties: {
      data: { type: 'string', contentMediaType: 'application/json' },
      ...Object.fromEntries(files.map((name) => [name, file])),
    },
  };
}

/** A schema that stands inside a document which names its dialect once. */
function inside({ $schema: _, ...schema }: Record<string, unknown>): object {
  return schema;
}
