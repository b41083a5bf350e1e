import { DubanError } from '@duban/base';
import { seal, unseal } from '@duban/base/seal';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { PayloadKey } from './reach.js';

const { Payload: Message } = proto.temporal.api.common.v1;

/** The names that Temporal's own samples and tools use. */
const ENCODING = 'encoding';
const ENCRYPTED = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const PURPOSE = 'temporal payload';

/**
 * Seals every payload with the first key (AES-256-GCM, the id as its witness) and opens those of all keys. What was stored in clear, by an
 * earlier release, passes as it is.
 */
export function payloadCodec(keys: readonly [PayloadKey, ...PayloadKey[]]): PayloadCodec {
  const [current] = keys;
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    encode: async (payloads) => payloads.map((payload) => sealed(payload, current)),
    decode: async (payloads) => payloads.map((payload) => opened(payload, byId)),
  };
}

function sealed(payload: Payload, { id, secret }: PayloadKey): Payload {
  return {
    metadata: { [ENCODING]: Buffer.from(ENCRYPTED), [KEY_ID]: Buffer.from(id) },
    data: seal(Message.encode(payload).finish(), { secret, purpose: PURPOSE, about: id }),
  };
}

function opened(payload: Payload, keys: ReadonlyMap<string, PayloadKey>): Payload {
  if (textOf(payload.metadata?.[ENCODING]) !== ENCRYPTED) return payload;
  const id = textOf(payload.metadata?.[KEY_ID]);
  const key = keys.get(id);
  if (!key) throw new DubanError('payload-key-unknown', { id });
  try {
    const bytes = unseal(payload.data ?? new Uint8Array(), { secret: key.secret, purpose: PURPOSE, about: id });
    const { metadata, data } = Message.decode(bytes);
    return { metadata, data };
  } catch (cause) {
    throw new DubanError('payload-damaged', { id }, { cause });
  }
}

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();
