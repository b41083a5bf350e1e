import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problemSchema } from '../fields.js';
import { type Access, declareAll } from './access.js';

const PROBLEM = {
  description: '没有办成：RFC 9457',
  content: { 'application/problem+json': { schema: z.toJSONSchema(problemSchema) } },
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes one file, part `file` of a multipart body. */
    upload?: true;
    /** Answers a file to be saved. */
    download?: true;
  }
}

/** The machine-readable contract at /api/openapi.json and, for people, at /api/docs; call this before any route is registered. */
export function openApi(server: FastifyInstance): void {
  server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '督办 Duban', version: '0.1.0', description: '时刻均为毫秒（专项时间），日期为 YYYY-MM-DD。' },
      components: {
        securitySchemes: {
          // By HTTPS both names begin with `__Host-`.
          bureau: { type: 'apiKey', in: 'cookie', name: 'duban_bureau' },
          desk: { type: 'apiKey', in: 'cookie', name: 'duban_desk' },
        },
      },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route as Parameters<typeof jsonSchemaTransform>[0]);
      const { access, upload, download } = route.route.config ?? {};
      return { schema: { ...schema, ...describe({ access, upload, download }, schema?.response) }, url };
    },
  });
  server.register(docs);
}

const docs: FastifyPluginAsync = async (scope) => {
  declareAll(scope, 'public');
  await scope.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'",
  });
  scope.get('/api/openapi.json', { schema: { hide: true } }, () => scope.swagger());
};

interface Kind {
  readonly access: Access | undefined;
  readonly upload: true | undefined;
  readonly download: true | undefined;
}

/** What the schemas of a route do not say: who may call it, that it takes or answers a file, how it refuses. */
function describe({ access, upload, download }: Kind, answers: unknown): object {
  const file = { description: '文件', content: { 'application/octet-stream': { schema: { type: 'string' } } } };
  const body = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };
  return {
    ...(access === undefined || access === 'public'
      ? {}
      : { security: [{ [access === 'desk' ? 'desk' : 'bureau']: [] }] }),
    ...(upload ? { consumes: ['multipart/form-data'], body } : {}),
    response: {
      ...(download ? { 200: file } : {}),
      ...(answers as object | undefined),
      '4XX': PROBLEM,
      '5XX': PROBLEM,
    },
  };
}
