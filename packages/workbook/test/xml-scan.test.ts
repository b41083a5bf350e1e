import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { localOf, type XmlHandler, XmlScan } from '../src/package/xml-scan.js';
import { oddities } from './oddities/index.js';
import { unzip } from './zip.js';

/** Everything a parser says, with neighbouring texts put together: how they are cut is nobody's business. */
function recorder(): { handler: XmlHandler; events: string[] } {
  const events: string[] = [];
  let depth = 0;
  const handler: XmlHandler = {
    open: (local, attributes) => {
      depth += 1;
      events.push(`<${local} ${JSON.stringify(Object.entries(attributes))}`);
    },
    close: (local) => {
      depth -= 1;
      events.push(`</${local}`);
    },
    text: (piece) => {
      // saxes also tells of the white space around the root.
      if (depth === 0) return;
      const last = events.at(-1);
      if (last?.startsWith('=')) events[events.length - 1] = last + piece;
      else events.push(`=${piece}`);
    },
  };
  return { handler, events };
}
function scanned(text: string, size = text.length): string[] {
  const { handler, events } = recorder();
  const scan = new XmlScan(handler);
  for (let at = 0; at < text.length; at += size) scan.write(text.slice(at, at + size));
  scan.close();
  return events;
}
function bySaxes(text: string): string[] {
  const { handler, events } = recorder();
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  parser.on('opentag', ({ name, attributes }) => handler.open?.(localOf(name), attributes));
  parser.on('closetag', ({ name }) => handler.close?.(localOf(name)));
  parser.on('text', (piece) => handler.text?.(piece));
  parser.on('cdata', (piece) => handler.text?.(piece));
  parser.write(text).close();
  return events;
}

describe('the fast parser refuses', () => {
  it.each([
    ['an end that comes too early', '<a><b></b>'],
    ['nothing at all', ''],
    ['a cut tag', '<a><b c="1"'],
    ['ends that do not match', '<a><b></a></b>'],
    ['an end without a beginning', '<a/></b>'],
    ['two roots', '<a/><b/>'],
    ['text beside the root', '<a/>x'],
    ['a < within an attribute', '<a b="<"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['one attribute twice', '<a b="1" b="2"/>'],
    ['an unknown entity', '<a>&leer;</a>'],
    ['a bare ampersand', '<a>A & B</a>'],
    ['an entity that does not end', '<a>&amp</a>'],
    ['a comment that does not end', '<a><!-- </a>'],
    ['a tag without a name', '<a>< b/></a>'],
    ['a / in the middle of a tag', '<a / b="1"></a>'],
  ])('%s, as saxes does', (_, text) => {
    expect(() => scanned(text)).toThrow();
    expect(() => bySaxes(text)).toThrow();
  });
});

it('the fast parser refuses a DOCTYPE, which the gate lets nobody see', () => {
  expect(() => scanned('<!DOCTYPE a><a/>')).toThrow();
});

describe('the fast parser says what saxes says', () => {
  it.each([
    ['<a b = "1" c=\'"\'>\r\nx\ry<b/>\t&#10;&#x4e00;&lt;</a >'],
    ['<?xml version="1.0"?>\n<!-- a --><x:a xmlns:x="u" d="a&amp;b\n\tc">>]]<![CDATA[<&>]]>z</x:a>\n<!-- end -->'],
    ['<a><b c="1>2"/><b c=">"></b></a>'],
  ])('%s', (text) => {
    expect(scanned(text)).toEqual(bySaxes(text));
  });
  it('of every part of every oddity, however it is cut into pieces', async () => {
    let parts = 0;
    for (const { bytes } of oddities) {
      for (const { data } of await unzip(bytes)) {
        const text = Buffer.from(data).toString();
        // Other encodings are the decoder's business.
        if (!text.startsWith('<') || text.includes('\ufffd')) continue;
        let expected: string[];
        try {
          expected = bySaxes(text);
        } catch {
          continue;
        }
        parts += 1;
        for (const size of [text.length, 1, 7, 64]) expect(scanned(text, size)).toEqual(expected);
      }
    }
    expect(parts).toBeGreaterThan(400);
  });
  it('of any document, cut anywhere (property)', () => {
    const name = fc.constantFrom('a', 'row', 'x:c', 'v', 'is');
    const text = fc.string({
      unit: fc.constantFrom('任', '1', ' ', '\n', '\r', '\t', '𠮷', '>', '"', "'", '&amp;', '&lt;', '&#13;', '&#x20;'),
    });
    const attributes = fc
      .dictionary(fc.constantFrom('r', 's', 't', 'xml:space'), text, { noNullPrototype: true })
      .map((entries) =>
        Object.entries(entries)
          .map(([key, value]) => ` ${key}="${value.replaceAll('"', '')}"`)
          .join(''),
      );
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.constantFrom('<!-- x > -->', '<![CDATA[<a>&\r\n]]>', '<?p q?>'),
        fc
          .tuple(name, attributes, fc.array(tie('node'), { maxLength: 4 }))
          .map(([tag, list, children]) =>
            children.length === 0 ? `<${tag}${list} />` : `<${tag}${list}>${children.join('')}</${tag} >`,
          ),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (children, size) => {
        const document = `<root>${children.join('')}</root>`;
        const expected = bySaxes(document);
        expect(scanned(document, size)).toEqual(expected);
      }),
      { seed: 20231008, numRuns: 300 },
    );
  });
});
