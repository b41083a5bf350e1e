import { Liquid } from 'liquidjs';
import { factSchemas, type MessageFacts, type MessageKind } from './facts.js';
import { messageTemplates } from './templates.js';

/** A message ready for any channel: `short` is the copy-ready text for a group chat (≤ 120 characters). */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly short: string;
}

const SHORT_LIMIT = 120;
const SUBJECT_LIMIT = 150;
// 18 digits of an identity number standing alone; a SHA-256 never stands in groups of exactly 18.
const IDENTITY_NUMBER = /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g;

// ownPropertyOnly keeps templates away from prototypes; facts are values only, never parsed as templates.
const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, cache: false });
// All debts' steps (or dues …) of all offices, in one list.
engine.registerFilter('flatten_debts', (debts: readonly (readonly Record<string, unknown>[])[], field: string) =>
  debts.flat().map((debt) => debt[field]),
);
const parsed = new Map<string, ReturnType<Liquid['parse']>>();

/**
 * Renders one message. All dates in `facts` are already formatted Chinese strings; nothing is computed or decided here.
 * Facts are checked against the kind's schema (throws a ZodError: a programming error of the caller), line breaks inside
 * one-line facts become spaces, identity numbers are blacked out. `short` holds no figures and no personal data.
 */
export function renderMessage<K extends MessageKind>(kind: K, facts: MessageFacts[K]): Message {
  const scope = factSchemas[kind].parse(facts) as object;
  const template = messageTemplates()[kind];
  const render = (part: 'subject' | 'text' | 'short'): string =>
    String(engine.renderSync(compiled(`${kind}.${part}`, template[part]), scope)).replace(
      IDENTITY_NUMBER,
      template.identityHidden,
    );
  return {
    subject: clip(oneLine(render('subject')), SUBJECT_LIMIT),
    text: tidy(render('text')),
    short: clip(oneLine(render('short')), SHORT_LIMIT),
  };
}

/** Renders one line of text from a template that is not a message. */
export function renderLine(key: string, template: string, facts: object): string {
  return oneLine(String(engine.renderSync(compiled(key, template), facts)));
}

function compiled(key: string, source: string): ReturnType<Liquid['parse']> {
  const known = parsed.get(key);
  if (known) return known;
  const fresh = engine.parse(source);
  parsed.set(key, fresh);
  return fresh;
}

function oneLine(text: string): string {
  // Chinese needs no space where a line of the template was broken. No /\s*\n\s*/: on a long run of blanks it takes quadratic time.
  const lines = text.split('\n').map((line) => line.trim());
  return lines.join('');
}

function clip(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/** No trailing blanks, at most one empty line in a row, one line break at the end. */
function tidy(text: string): string {
  const lines = text.split('\n').map((each) => each.trimEnd());
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
