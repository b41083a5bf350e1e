import { listAudit } from '@duban/actions/list-audit';
import { type AuditVerdict, verifyAudit } from '@duban/actions/verify-audit';
import { instant } from '@duban/base';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { plain } from '../../plain.js';
import { type AuditLine, type AuditVerification, auditQuery, auditSchema, verificationSchema } from './schema.js';

export function auditRoutes({ ctx, config }: Api): FastifyPluginAsyncZod {
  const tags = ['审计'];
  // The whole chain is read: whoever asks meanwhile gets the same answer.
  let running: Promise<AuditVerdict> | null = null;
  return async (server) => {
    server.get(
      '/api/audit',
      {
        config: { access: 'audit.read' },
        schema: { tags, summary: '查看审计记录', querystring: auditQuery, response: { 200: auditSchema } },
      },
      async (request) => {
        const { from, to, ...filter } = request.query;
        const range = { from: instantOf(from), to: instantOf(to) };
        return plain<AuditLine[]>(await listAudit(ctx, { ...filter, ...range, actor: bureauActor(request) }));
      },
    );
    server.get(
      '/api/audit/verification',
      {
        config: { access: 'audit.read' },
        schema: { tags, summary: '核验审计链', response: { 200: verificationSchema } },
      },
      async (request) => {
        running ??= verifyAudit(ctx, { actor: bureauActor(request), folder: config.dataFolder ?? null }).finally(() => {
          running = null;
        });
        return plain<AuditVerification>(await running);
      },
    );
  };
}

function instantOf(ms: number | undefined) {
  return ms === undefined ? undefined : instant(ms);
}
