import { DubanError } from '@duban/base';
import { describeForeign, describeZip } from './sniff.js';
import { readXml, rootOf } from './xml.js';
import { PackageRefusal, unzip } from './zip.js';

/** The XML parts of a .docx and the name of its main document. */
export interface WordPackage {
  readonly main: string;
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

const OFFICE_DOCUMENT = /\/officeDocument$/;

/**
 * Opens a .docx handed in by anyone: signature, packed and really inflated size, number of parts, names, macros, DOCTYPE.
 * Throws `file-not-docx` (says what it is instead), `file-unsafe` or `document-unreadable`.
 */
export function openWordPackage(bytes: Uint8Array, name: string): WordPackage {
  const foreign = describeForeign(bytes);
  if (foreign) throw new DubanError('file-not-docx', { name, actual: foreign });
  return guarded(name, () => {
    const names: string[] = [];
    const parts = unzip(bytes, (part) => {
      names.push(part);
      return /\.(xml|rels)$/i.test(part);
    });
    const main = mainPart(parts);
    const document = main === null ? undefined : parts.get(main);
    if (main === null || !document || rootOf(document) !== 'document') {
      throw new DubanError('file-not-docx', { name, actual: describeZip(names) });
    }
    if (names.some((part) => /vbaProject\.bin$/i.test(part))) {
      throw new DubanError('file-unsafe', { name, reason: '文档里有宏' });
    }
    return { main, parts };
  });
}

/** Runs a step of reading; zip and XML troubles become errors a clerk can act on. */
export function guarded<T>(name: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof DubanError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const unsafe = error instanceof PackageRefusal && error.verdict === 'unsafe';
    throw new DubanError(unsafe ? 'file-unsafe' : 'document-unreadable', { name, reason }, { cause: error });
  }
}

/** The main document is found through the package's relations: Word on the web calls it document2.xml at times. */
function mainPart(parts: ReadonlyMap<string, Uint8Array>): string | null {
  const relations = parts.get('_rels/.rels');
  if (!relations) return null;
  let target: string | null = null;
  readXml(relations, {
    open: ({ local, attributes }) => {
      if (local === 'Relationship' && OFFICE_DOCUMENT.test(attributes.get('Type') ?? '')) {
        target = (attributes.get('Target') ?? '').replace(/^\//, '');
      }
    },
  });
  return target;
}
