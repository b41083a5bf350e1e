import { addContact } from '@duban/actions/add-contact';
import { changeContact } from '@duban/actions/change-contact';
import { handOver } from '@duban/actions/hand-over';
import { listContacts } from '@duban/actions/list-contacts';
import { recordAbsence } from '@duban/actions/record-absence';
import { removeContact } from '@duban/actions/remove-contact';
import { withdrawAbsence } from '@duban/actions/withdraw-absence';
import { localDate } from '@duban/base/time';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from '../../api.js';
import { bureauActor } from '../../http/actors.js';
import { ifMatch } from '../../http/if-match.js';
import { plain } from '../../plain.js';
import { campaignParams } from '../campaigns/schema.js';
import {
  absenceMadeSchema,
  absenceSchema,
  addContactSchema,
  type ContactListed,
  changeContactSchema,
  contactMadeSchema,
  contactParams,
  contactsSchema,
  handOverSchema,
  withdrawAbsenceSchema,
} from './schema.js';

/** The people of the reporting offices. */
export function peopleRoutes({ ctx, now }: Api): FastifyPluginAsyncZod {
  const tags = ['联系人'];
  const config = { access: 'people.change' } as const;
  const editing = { ...config, edits: true } as const;
  const done = { 204: z.undefined() };
  return async (server) => {
    server.get(
      '/api/campaigns/:id/contacts',
      { config, schema: { tags, summary: '联系人', params: campaignParams, response: { 200: contactsSchema } } },
      async ({ params }) => plain<ContactListed[]>(await listContacts(ctx, { campaign: params.id, now: await now() })),
    );
    server.post(
      '/api/campaigns/:id/contacts',
      {
        config,
        schema: {
          tags,
          summary: '添加联系人',
          params: campaignParams,
          body: addContactSchema,
          response: { 201: contactMadeSchema },
        },
      },
      async (request, reply) => {
        const campaign = request.params.id;
        const made = await addContact(ctx, {
          ...request.body,
          campaign,
          actor: bureauActor(request),
          now: await now(),
        });
        return reply.code(201).send(made);
      },
    );
    server.patch(
      '/api/campaigns/:id/contacts/:contact',
      {
        config: editing,
        schema: { tags, summary: '修改联系人', params: contactParams, body: changeContactSchema, response: done },
      },
      async (request, reply) => {
        const { id: campaign, contact } = request.params;
        const edit = { change: request.body, revision: ifMatch(request), actor: bureauActor(request) };
        await changeContact(ctx, { campaign, contact, ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/campaigns/:id/contacts/:contact/remove',
      {
        config: editing,
        schema: { tags, summary: '删除联系人', params: contactParams, response: done },
      },
      async (request, reply) => {
        const { id: campaign, contact } = request.params;
        const edit = { revision: ifMatch(request), actor: bureauActor(request) };
        await removeContact(ctx, { campaign, contact, ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/campaigns/:id/contacts/:contact/handover',
      {
        config: editing,
        schema: {
          tags,
          summary: '工作交接',
          params: contactParams,
          body: handOverSchema,
          response: { 201: contactMadeSchema },
        },
      },
      async (request, reply) => {
        const { id: campaign, contact } = request.params;
        const { from, ...body } = request.body;
        const edit = { ...body, from: localDate(from), revision: ifMatch(request), actor: bureauActor(request) };
        const made = await handOver(ctx, { campaign, contact, ...edit, now: await now() });
        return reply.code(201).send(made);
      },
    );
    server.post(
      '/api/campaigns/:id/contacts/:contact/absences',
      {
        config,
        schema: {
          tags,
          summary: '登记外出',
          params: contactParams,
          body: absenceSchema,
          response: { 201: absenceMadeSchema },
        },
      },
      async (request, reply) => {
        const { id: campaign, contact } = request.params;
        const { from, until, ...body } = request.body;
        const days = { from: localDate(from), until: localDate(until) };
        const actor = bureauActor(request);
        const made = await recordAbsence(ctx, { ...body, ...days, campaign, contact, actor, now: await now() });
        return reply.code(201).send(made);
      },
    );
    server.post(
      '/api/absences/withdraw',
      { config: editing, schema: { tags, summary: '撤销外出登记', body: withdrawAbsenceSchema, response: done } },
      async (request, reply) => {
        const edit = { ...request.body, revision: ifMatch(request), actor: bureauActor(request) };
        await withdrawAbsence(ctx, { ...edit, now: await now() });
        return reply.code(204).send();
      },
    );
  };
}
