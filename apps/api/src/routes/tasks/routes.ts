import { callList } from '@duban/actions/call-list';
import { completeTask } from '@duban/actions/complete-task';
import { listTasks } from '@duban/actions/list-tasks';
import { logCall } from '@duban/actions/log-call';
import { taskFile } from '@duban/actions/stored-files';
import { instant } from '@duban/base';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { sendFile } from '../../http/send-file.js';
import { plain } from '../../plain.js';
import { campaignParams } from '../campaigns/schema.js';
import {
  type Call,
  callsSchema,
  completeTaskSchema,
  logCallSchema,
  type TaskListed,
  taskQuery,
  tasksSchema,
} from './schema.js';

export function taskRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['待办'];
  return async (server) => {
    server.get(
      '/api/campaigns/:id/calls',
      {
        config: { access: 'task.do' },
        schema: { tags, summary: '电话清单', params: campaignParams, response: { 200: callsSchema } },
      },
      async ({ params }) => openFirst(plain<Call[]>(await callList(ctx.ledger.db, params.id, await now()))),
    );
    server.post(
      '/api/calls',
      {
        config: { access: 'task.do' },
        schema: { tags, summary: '登记电话', body: logCallSchema, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        const { promiseUntil, ...body } = request.body;
        const until = promiseUntil === null ? null : instant(promiseUntil);
        await logCall(ctx, { ...body, promiseUntil: until, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/campaigns/:id/tasks',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '待签、待核的事项', params: campaignParams, response: { 200: tasksSchema } },
      },
      async ({ params }) => plain<TaskListed[]>(await listTasks(ctx, { campaign: params.id })),
    );
    server.post(
      '/api/tasks/done',
      {
        config: { access: 'task.do' },
        schema: { tags, summary: '办结', body: completeTaskSchema, response: { 204: z.undefined() } },
      },
      async (request, reply) => {
        await completeTask(ctx, { ...request.body, actor: bureauActor(request), now: await now() });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/tasks/file',
      {
        config: { access: 'task.do', download: true },
        schema: { tags, summary: '待签的文稿', querystring: taskQuery },
      },
      async ({ query }, reply) => sendFile(reply, await taskFile(ctx, query)),
    );
  };
}

/** What is still to be called in the order in which it became due, then what is over, newest first. */
function openFirst(calls: readonly Call[]): Call[] {
  const over = calls.filter((call) => call.state !== 'open');
  return [...calls.filter((call) => call.state === 'open'), ...over.reverse()];
}
