import { DubanError } from '@duban/base';
import { type SealedFor, seal, unseal } from '@duban/base/seal';
import { claimCall, giveBack, keepAnswer, sha256 } from '@duban/ledger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.js';
import { keyedHash } from './keyed-hash.js';
import { readUpload } from './read-upload.js';
import { isSafe } from './safe-methods.js';
import { tokenOf } from './session-cookies.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a call that carries an Idempotency-Key and is the first: its claim in the ledger. */
    claim: { readonly id: string; readonly key: string } | null;
  }
}

interface Kept {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const KEY = /^[\x21-\x7e]{16,128}$/;
const KEPT_HEADERS = ['content-type', 'location', 'etag'] as const;

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) on every changing call of a session. In this order, each a transaction:
 * the call is claimed; the verb runs; its answer is kept for a day, sealed with the key that only the caller has. A repeat gets that
 * answer with `Idempotency-Replayed: true`; another content under the key 422; a repeat while the first is at work 409.
 *
 * When a process dies between the verb's commit and the answer being kept, the claim's lease ends (a request lasts no longer) and the
 * next repeat runs the verb again: what then comes is the verb's own matter (the same bytes get the same receipt; what is decided or
 * done answers 409). Not kept are answers of 429 and from 500 on, answers that set a cookie and streams: a repeat simply runs.
 */
export function answerRepeats(server: FastifyInstance, api: Api): void {
  const { ctx, clock, tuning } = api;
  // Only who knows both the secret and the key can read an answer again.
  const sealedFor = (key: string): SealedFor => ({ secret: ctx.secret, purpose: `kept answer ${key}` });
  server.decorateRequest('claim', null);
  server.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    if (key === null) return;
    // Only under its actor: nobody gets another's answer by its key.
    const actor = actorOf(request);
    if (actor === null) return;
    const id = keyedHash(ctx.secret, 'idempotency', actor, key);
    // Keyed: a content may be a password, and a bare hash of one is guessed in no time.
    const requestHash = keyedHash(ctx.secret, 'repeated content', key, await contentOf(request));
    const claiming = { id, requestHash, leaseMs: tuning.requestMs, now: clock.now() };
    const claim = await ctx.ledger.transaction((tx) => claimCall(tx, claiming));
    if (claim.kind === 'other') throw new DubanError('key-reused');
    if (claim.kind === 'running') throw new DubanError('call-running');
    if (claim.kind === 'answered') return replay(reply, JSON.parse(unseal(claim.answer, sealedFor(key)).toString()));
    request.claim = { id, key };
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const { claim } = request;
    if (claim === null) return payload;
    request.claim = null;
    const kept = worthKeeping(reply, payload);
    try {
      await ctx.ledger.transaction((tx) =>
        kept === null
          ? giveBack(tx, claim.id)
          : keepAnswer(tx, claim.id, seal(Buffer.from(JSON.stringify(kept)), sealedFor(claim.key))),
      );
    } catch (error) {
      // The verb is done, and that is what is answered; the lease sorts the claim out.
      request.log.warn({ err: error }, 'answer not kept');
    }
    return payload;
  });
}

function keyOf(request: FastifyRequest): string | null {
  const sent = request.headers['idempotency-key'];
  if (sent === undefined || isSafe(request.method)) return null;
  // Their content is read part by part and only once: repeats are the verbs' own matter (the same bytes get the same receipt).
  if (request.routeOptions.config.form) return null;
  // The draft writes a string of RFC 8941; most clients send it bare.
  const key = /^"(.*)"$/.exec(String(sent))?.[1] ?? String(sent);
  if (!KEY.test(key))
    throw new DubanError('request-invalid', { problems: 'Idempotency-Key：应为16到128个字符的随机串，如 UUID' });
  return key;
}

function actorOf(request: FastifyRequest): string | null {
  if (request.bureau) {
    const { account } = request.bureau;
    return account === null ? `session ${tokenOf(request, 'bureau')}` : `account ${account}`;
  }
  return request.desk && `contact ${request.desk.campaign} ${request.desk.contact}`;
}

/** What a repeat must share. A file is read here, before its route asks for it: by then its bytes are there. */
async function contentOf(request: FastifyRequest): Promise<string> {
  const { method, url, headers } = request;
  const upload = request.routeOptions.config.upload ? await readUpload(request) : null;
  const content = upload === null ? (request.body ?? null) : { name: upload.name, sha256: sha256(upload.bytes) };
  return JSON.stringify([method, url, headers['if-match'] ?? null, content]);
}

function worthKeeping(reply: FastifyReply, payload: unknown): Kept | null {
  const { statusCode: status } = reply;
  // Each look at a person's number is asked for and recorded anew.
  if (reply.request.routeOptions.config.reveals) return null;
  if (status >= 500 || status === 429 || reply.hasHeader('set-cookie')) return null;
  if (payload !== null && payload !== undefined && typeof payload !== 'string') return null;
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return { status, headers: Object.fromEntries(headers), body: payload ?? '' };
}

function replay(reply: FastifyReply, { status, headers, body }: Kept): FastifyReply {
  reply.code(status).headers(headers).header('idempotency-replayed', 'true');
  // As it was: no schema has a say in it any more.
  return reply.serializer((text: string) => text).send(body === '' ? undefined : body);
}
