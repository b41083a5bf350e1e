import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { factSchemas, type MessageKind } from './facts.js';

// `tag`: wording that subject and short text share; it stands where they say {{ tag }}.
const schema = z.strictObject({
  subject: z.string(),
  text: z.string(),
  short: z.string(),
  tag: z.string().default(''),
});
const sharedSchema = z.strictObject({
  identityHidden: z.string(),
  opening: z.string(),
  closing: z.string(),
});

export interface MessageTemplate extends Omit<z.infer<typeof schema>, 'tag'> {
  readonly identityHidden: string;
}

/** The three parts of what is said in a call; what is told ends without its stop. */
export interface ScriptTemplate {
  readonly greets: string;
  readonly tells: string;
  /** Begins with the stop of what was told. */
  readonly asks: string;
}

let scripts: Readonly<Record<string, ScriptTemplate>> | null = null;
let additions: Readonly<Record<string, string>> | null = null;
let loaded: Readonly<Record<MessageKind, MessageTemplate>> | null = null;

/** The wording of every kind, read once from `templates/*.yaml`; each mail body stands between the shared opening and closing. */
export function messageTemplates(): Readonly<Record<MessageKind, MessageTemplate>> {
  loaded ??= load();
  return loaded;
}

function load(): Readonly<Record<MessageKind, MessageTemplate>> {
  const shared = sharedSchema.parse(read('shared'));
  const entries = (Object.keys(factSchemas) as MessageKind[]).map((kind) => {
    const { tag, subject, text: body, short } = schema.parse(read(kind));
    const tagged = (text: string): string => text.replaceAll('{{ tag }}', tag);
    const text = `${shared.opening}${body}${shared.closing}`;
    return [
      kind,
      { subject: tagged(subject), text, short: tagged(short), identityHidden: shared.identityHidden },
    ] as const;
  });
  return Object.fromEntries(entries) as Record<MessageKind, MessageTemplate>;
}

/** What to say besides, by what the office has let us know (templates/call-additions.yaml). */
export function callAdditions(): Readonly<Record<string, string>> {
  additions ??= z.record(z.string(), z.string()).parse(read('call-additions'));
  return additions;
}

/** What to say on the telephone, by the script's key (templates/call-scripts.yaml, with what its scripts share). */
export function callScripts(): Readonly<Record<string, ScriptTemplate>> {
  scripts ??= loadScripts();
  return scripts;
}

function loadScripts(): Readonly<Record<string, ScriptTemplate>> {
  const texts = z.record(z.string(), z.string());
  const standings = Object.entries(texts.parse(read('call-standings')));
  const complete = (text: string): string =>
    standings.reduceRight((all, [name, standing]) => all.replaceAll(`{{ ${name} }}`, standing), text);
  return Object.fromEntries(
    Object.entries(texts.parse(read('call-scripts'))).map(([key, text]) => [key, scriptParts(key, complete(text))]),
  );
}

/** Its first two stops part a script. */
function scriptParts(key: string, text: string): ScriptTemplate {
  const [, greets, tells, asks] = /^([^。]*。)([^。]*)(。.+)$/s.exec(text) ?? [];
  if (greets === undefined || tells === undefined || asks === undefined)
    throw new RangeError(`call script ${key} does not greet, tell and ask`);
  return { greets, tells, asks };
}

function read(name: string): unknown {
  return parse(readFileSync(new URL(`../templates/${name}.yaml`, import.meta.url), 'utf8'));
}
