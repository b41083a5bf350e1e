import { type Client, defaultPayloadConverter } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

/** The words of a failure, which the workers seal with the rest; null where there is none. What cannot be opened says so itself. */
export async function reasonOf(
  client: Client,
  failure: temporal.api.failure.v1.IFailure | null | undefined,
): Promise<string | null> {
  if (!failure) return null;
  const said = failure.encodedAttributes ? await openedWords(client, failure.encodedAttributes) : failure.message;
  return said?.split('\n')[0] ?? null;
}

async function openedWords(
  { options: { loadedDataConverter } }: Client,
  payload: temporal.api.common.v1.IPayload,
): Promise<string> {
  try {
    let payloads = [payload];
    for (const codec of [...loadedDataConverter.payloadCodecs].reverse()) payloads = await codec.decode(payloads);
    const [opened = payload] = payloads;
    return defaultPayloadConverter.fromPayload<{ message: string }>(opened).message;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
