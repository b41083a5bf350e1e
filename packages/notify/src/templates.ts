import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { factSchemas, type MessageKind } from './facts.js';

const schema = z.strictObject({ subject: z.string(), text: z.string(), short: z.string() });
const sharedSchema = z.strictObject({
  identityHidden: z.string(),
  opening: z.string(),
  closing: z.string(),
});

export interface MessageTemplate extends z.infer<typeof schema> {
  readonly identityHidden: string;
}

let loaded: Readonly<Record<MessageKind, MessageTemplate>> | null = null;

/** The wording of every kind, read once from `templates/*.yaml`; each mail body stands between the shared opening and closing. */
export function messageTemplates(): Readonly<Record<MessageKind, MessageTemplate>> {
  loaded ??= load();
  return loaded;
}

function load(): Readonly<Record<MessageKind, MessageTemplate>> {
  const shared = sharedSchema.parse(read('shared'));
  const entries = (Object.keys(factSchemas) as MessageKind[]).map((kind) => {
    const own = schema.parse(read(kind));
    const text = `${shared.opening}${own.text}${shared.closing}`;
    return [kind, { ...own, text, identityHidden: shared.identityHidden }] as const;
  });
  return Object.fromEntries(entries) as Record<MessageKind, MessageTemplate>;
}

function read(name: string): unknown {
  return parse(readFileSync(new URL(`../templates/${name}.yaml`, import.meta.url), 'utf8'));
}
