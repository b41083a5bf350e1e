import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXml } from '../reading/xml.js';
import { walk } from './walk.js';

/** What was written into the document's properties when it was compiled. */
export interface Seal {
  readonly snapshot: string;
  /** How many controls it had, and a hash of their keys in order. */
  readonly controls: string;
}

const PART = 'docProps/custom.xml';
const FORMAT = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';
const NAMES = { snapshot: 'DubanSnapshot', controls: 'DubanControls' } as const;

/**
 * Writes into the document's custom properties which snapshot it is bound to and which controls it has. Without it, a sentence
 * taken out together with its controls would leave no trace. Word and WPS keep custom properties when they save.
 */
export function sealOf(snapshot: string, bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const document = parts['word/document.xml'] ?? new Uint8Array();
  const values = { snapshot, controls: summaryOf(walk(document).controls) };
  const properties = (['snapshot', 'controls'] as const).map(
    (name, i) =>
      `<property fmtid="${FORMAT}" pid="${i + 2}" name="${NAMES[name]}"><vt:lpwstr>${xmlText(values[name])}</vt:lpwstr></property>`,
  );
  const empty = strFromU8(parts[PART] ?? new Uint8Array());
  parts[PART] = strToU8(
    empty.replace(/<Properties([^>]*?)\/?>(<\/Properties>)?$/, `<Properties$1>${properties.join('')}</Properties>`),
  );
  return zipSync(parts, { mtime: '1980-01-01T00:00:00' });
}

/** The seal of a document; null when it has none. */
export function readSeal(parts: ReadonlyMap<string, Uint8Array>): Seal | null {
  const part = parts.get(PART);
  if (!part) return null;
  const values = new Map<string, string>();
  let name = '';
  readXml(part, {
    open: ({ local, attributes }) => {
      if (local === 'property') name = attributes.get('name') ?? '';
    },
    text: (text) => {
      if (name) values.set(name, (values.get(name) ?? '') + text);
    },
  });
  const snapshot = values.get(NAMES.snapshot);
  const controls = values.get(NAMES.controls);
  return snapshot === undefined || controls === undefined ? null : { snapshot, controls };
}

/** `<count>:<sha-256 of the keys, one a line>` */
export function summaryOf(controls: readonly { readonly tag: string }[]): string {
  const keys = controls.map(({ tag }) => tag).join('\n');
  return `${controls.length}:${createHash('sha256').update(keys).digest('hex')}`;
}

function xmlText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
