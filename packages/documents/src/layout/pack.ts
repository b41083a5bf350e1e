import { Document, type IPropertiesOptions, Packer } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { FONT, SIZE } from './fonts.js';

// docx writes the machine's clock into the file; a fixed instant instead makes the same input give the same bytes.
const FIXED = '2000-01-01T00:00:00Z';
const EARLIEST_ZIP_DATE = '1980-01-01T00:00:00';

// Official papers set no extra space between Chinese and digits. docx writes its option for it after w:jc, where the schema has no place for it.
const NO_AUTO_SPACE =
  '<w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault>';

type Content = Pick<IPropertiesOptions, 'sections' | 'customProperties' | 'title' | 'creator'>;

/** The parts of a .docx by their names. */
export type Parts = Readonly<Record<string, Uint8Array>>;

/** Writes the .docx. Same content, same bytes. */
export async function pack(content: Content): Promise<Uint8Array> {
  return zip(await partsOf(content));
}

/** Packs parts; the same parts give the same bytes. */
export function zip(parts: Parts): Uint8Array {
  return zipSync(parts, { mtime: EARLIEST_ZIP_DATE, level: 6 });
}

/** What {@link pack} packs. */
export async function partsOf(content: Content): Promise<Parts> {
  const document = new Document({
    ...content,
    description: '',
    lastModifiedBy: content.creator ?? '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: { eastAsia: FONT.body, ascii: FONT.body, hAnsi: FONT.body, cs: FONT.body }, size: SIZE.three },
        },
      },
    },
  });
  const parts = unzipSync(new Uint8Array(await Packer.toBuffer(document)));
  edit(parts, 'docProps/core.xml', (xml) => xml.replace(/(<dcterms:\w+[^>]*>)[^<]*/g, `$1${FIXED}`));
  edit(parts, 'word/styles.xml', (xml) => xml.replace('<w:pPrDefault/>', NO_AUTO_SPACE));
  return parts;
}

function edit(parts: Record<string, Uint8Array>, name: string, change: (xml: string) => string): void {
  const part = parts[name];
  if (part) parts[name] = strToU8(change(strFromU8(part)));
}
