import { answerQuestion } from '@duban/actions/answer-question';
import { askQuestion } from '@duban/actions/ask-question';
import { listGuidance } from '@duban/actions/list-guidance';
import { listQuestions } from '@duban/actions/list-questions';
import { reviseGuidance } from '@duban/actions/revise-guidance';
import { withdrawGuidance } from '@duban/actions/withdraw-guidance';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { bureauActor, deskActor, deskSession } from '../../http/actors.js';
import { ifMatch } from '../../http/if-match.js';
import { plain } from '../../plain.js';
import { campaignParams } from '../campaigns/schema.js';
import {
  answerSchema,
  askedSchema,
  askSchema,
  type GuidanceListed,
  guidanceSchema,
  publishedSchema,
  type QuestionListed,
  questionsSchema,
  reviseSchema,
  toldSchema,
  withdrawSchema,
} from './schema.js';

/** Questions of the offices, and the 口径说明 that answer them for all. */
export function questionRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['口径说明'];
  const answering = { access: 'question.answer' } as const;
  const editing = { ...answering, edits: true } as const;
  return async (server) => {
    server.get(
      '/api/campaigns/:id/questions',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '提问', params: campaignParams, response: { 200: questionsSchema } },
      },
      async ({ params }) => plain<QuestionListed[]>(await listQuestions(ctx, { campaign: params.id })),
    );
    server.post(
      '/api/campaigns/:id/questions',
      {
        config: answering,
        schema: {
          tags,
          summary: '登记来电提问',
          params: campaignParams,
          body: askSchema,
          response: { 201: askedSchema },
        },
      },
      async (request, reply) => {
        const campaign = request.params.id;
        const asked = { ...request.body, campaign, contact: null };
        const made = await askQuestion(ctx, { ...asked, actor: bureauActor(request), now: await now() });
        return reply.code(201).send(made);
      },
    );
    server.post(
      '/api/questions/answer',
      { config: editing, schema: { tags, summary: '答复', body: answerSchema, response: { 200: publishedSchema } } },
      async (request) => {
        const revision = ifMatch(request);
        return answerQuestion(ctx, { ...request.body, revision, actor: bureauActor(request), now: await now() });
      },
    );
    server.get(
      '/api/campaigns/:id/guidance',
      {
        config: { access: 'campaign.read' },
        schema: { tags, summary: '口径说明', params: campaignParams, response: { 200: guidanceSchema } },
      },
      async ({ params }) => plain<GuidanceListed[]>(await listGuidance(ctx, { campaign: params.id })),
    );
    server.post(
      '/api/guidance/revise',
      {
        config: editing,
        schema: { tags, summary: '修订口径说明', body: reviseSchema, response: { 200: toldSchema } },
      },
      async (request) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        return { messages: await reviseGuidance(ctx, { ...edit, now: await now() }) };
      },
    );
    server.post(
      '/api/guidance/withdraw',
      {
        config: editing,
        schema: { tags, summary: '撤销口径说明', body: withdrawSchema, response: { 200: toldSchema } },
      },
      async (request) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        return { messages: await withdrawGuidance(ctx, { ...edit, now: await now() }) };
      },
    );
    server.get(
      '/api/desk/guidance',
      { config: { access: 'desk' }, schema: { tags, summary: '口径说明', response: { 200: guidanceSchema } } },
      async (request) => plain<GuidanceListed[]>(await listGuidance(ctx, own(request))),
    );
    server.get(
      '/api/desk/questions',
      { config: { access: 'desk' }, schema: { tags, summary: '本单位的提问', response: { 200: questionsSchema } } },
      async (request) => plain<QuestionListed[]>(await listQuestions(ctx, own(request))),
    );
    server.post(
      '/api/desk/questions',
      {
        config: { access: 'desk' },
        schema: { tags, summary: '提问', body: askSchema, response: { 201: askedSchema } },
      },
      async (request, reply) => {
        const { campaign, contact } = deskSession(request);
        const asked = { ...request.body, campaign, contact };
        const made = await askQuestion(ctx, { ...asked, actor: deskActor(request), now: await now() });
        return reply.code(201).send(made);
      },
    );
  };
}

/** What a clerk may see: the own offices, in the own campaign. */
function own(request: Parameters<typeof deskSession>[0]): { campaign: string; offices: string[] } {
  const { campaign, offices } = deskSession(request);
  return { campaign, offices: offices.map(({ id }) => id) };
}
