import { fileURLToPath } from 'node:url';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { payloadCodec } from './payload-codec.js';
import type { TemporalReach } from './reach.js';

/** The codec of our keys; null without any. */
export function codecOf({ payloadKeys = [] }: TemporalReach): PayloadCodec | null {
  const [current, ...old] = payloadKeys;
  return current === undefined ? null : payloadCodec([current, ...old]);
}

/** What a client needs to read and write what the workers store. */
export function clientConverterOf(reach: TemporalReach): DataConverter {
  const codec = codecOf(reach);
  return codec === null ? {} : { payloadCodecs: [codec] };
}

/** The same for a worker, whose errors are payloads too: their words may quote what nobody else may read. */
export function workerConverterOf(reach: TemporalReach): DataConverter {
  const { payloadCodecs } = clientConverterOf(reach);
  if (payloadCodecs === undefined) return {};
  return {
    payloadCodecs,
    failureConverterPath: fileURLToPath(import.meta.resolve('@duban/workflows/failure-converter')),
  };
}
