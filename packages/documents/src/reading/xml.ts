import { SaxesParser } from 'saxes';
import { PackageRefusal } from './zip.js';

/** One element as it opens: name and attributes without their prefixes. */
export interface Element {
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Handlers {
  /** Answering `'stop'` ends the reading soon after: what follows in the same chunk is still reported. */
  readonly open?: (element: Element) => unknown;
  readonly close?: (local: string) => void;
  readonly text?: (text: string) => void;
}

// Small, so that looking at a part's root does not read the part.
const CHUNK = 4096;
/** No part of Office declares more than its namespaces before its root element ends. */
const ROOT_WITHIN = 64 * 1024;
/** Deepest nesting that is read; Word's own limit is far below. */
const DEPTH = 1000;

/**
 * Reads a part of a package from its beginning to its end. A DOCTYPE is refused (nothing in Office has one; entities are what it is for),
 * so is anything that is not well-formed. Prefixes are dropped: who writes `x:t` for `w:t` is read alike.
 */
export function readXml(bytes: Uint8Array, handlers: Handlers): void {
  read(decoded(bytes, { fatal: true }), handlers);
}

function read(text: string, handlers: Handlers): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let stopped = false;
  parser.on('doctype', () => {
    throw new PackageRefusal('unsafe', '内部有 DOCTYPE 声明');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (++depth > DEPTH) throw new PackageRefusal('unsafe', '内部结构嵌套过深');
    const attributes = new Map(Object.values(tag.attributes).map((each) => [each.local, each.value]));
    if (handlers.open?.({ local: tag.local, attributes }) === 'stop') stopped = true;
  });
  parser.on('closetag', (tag) => {
    depth--;
    handlers.close?.(tag.local);
  });
  parser.on('text', (content) => handlers.text?.(content));
  parser.on('cdata', (content) => handlers.text?.(content));
  for (let at = 0; at < text.length && !stopped; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  if (!stopped) parser.close();
}

/** Name of a part's root element without its prefix; empty when it has none. Looks at the part's beginning only. */
export function rootOf(bytes: Uint8Array): string {
  let root = '';
  const beginning = bytes.subarray(0, ROOT_WITHIN);
  // Cut anywhere, the last character may be half of one.
  read(decoded(beginning, { fatal: false }), {
    open: ({ local }) => {
      root ||= local;
      return 'stop';
    },
  });
  return root;
}

function decoded(bytes: Uint8Array, options: { fatal: boolean }): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(encoding, options).decode(bytes);
}
