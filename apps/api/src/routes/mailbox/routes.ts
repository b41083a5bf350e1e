import { DubanError } from '@duban/base';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Api } from '../../api.js';
import { sendFile } from '../../http/send-file.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import { attachmentParams, mailboxQuery, mailboxSchema, mailParams, mailSchema } from './schema.js';

export function mailboxRoutes({ mailbox }: Api): FastifyPluginAsyncZod {
  const local = (): Mailbox => {
    if (mailbox === null) throw new DubanError('mailbox-elsewhere');
    return mailbox;
  };
  const tags = ['本机收件箱'];
  return async (server) => {
    server.get(
      '/api/mailbox',
      {
        config: { access: 'mailbox.read' },
        schema: { tags, summary: '各单位收到的邮件', querystring: mailboxQuery, response: { 200: mailboxSchema } },
      },
      ({ query }) => local().list(query),
    );
    server.get(
      '/api/mailbox/:sequence',
      {
        config: { access: 'mailbox.read' },
        schema: { tags, summary: '一封邮件', params: mailParams, response: { 200: mailSchema } },
      },
      ({ params }) => local().mail(params.sequence),
    );
    server.get(
      '/api/mailbox/:sequence/attachments/:index',
      {
        config: { access: 'mailbox.read', download: true },
        schema: { tags, summary: '邮件附件', params: attachmentParams },
      },
      async ({ params }, reply) => sendFile(reply, await local().attachment(params.sequence, params.index)),
    );
  };
}
