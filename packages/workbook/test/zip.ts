import { crc32, deflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

export interface ZipPart {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** The size the directory claims, when it lies. */
  readonly declared?: number;
  /** Put in without compression. */
  readonly stored?: boolean;
}

/** A zip with exactly these parts, lies included: what no honest library writes. */
export function zip(parts: readonly ZipPart[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared, stored = false } of parts) {
    const content = Buffer.from(data);
    const packed = stored ? content : deflateRawSync(content, { level: 9 });
    const nameBytes = Buffer.from(name);
    const sizes = u32(crc32(content), packed.length, declared ?? content.length);
    const common = [u16(20, 0x0800, stored ? 0 : 8, 0, 0x21), sizes, u16(nameBytes.length, 0)];
    const file = Buffer.concat([u32(0x04034b50), ...common, nameBytes, packed]);
    files.push(file);
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), ...common, u16(0, 0, 0), u32(0, offset), nameBytes]));
    offset += file.length;
  }
  const entries = Buffer.concat(directory);
  const end = [u32(0x06054b50), u16(0, 0, parts.length, parts.length), u32(entries.length, offset), u16(0)];
  return Buffer.concat([...files, entries, ...end]);
}

/** The parts of a zip, to be changed and written again. */
export async function unzip(bytes: Uint8Array): Promise<{ name: string; data: string | Uint8Array }[]> {
  const file = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const parts: { name: string; data: Uint8Array }[] = [];
  for await (const entry of file.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await file.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.push({ name: entry.fileName, data: Buffer.concat(chunks) });
  }
  return parts;
}

/** The same workbook with one part's text changed. */
export async function tamper(
  bytes: Uint8Array,
  { part, change }: { part: RegExp; change: (text: string) => string },
): Promise<Uint8Array> {
  const parts = await unzip(bytes);
  return zip(
    parts.map(({ name, data }) => ({
      name,
      data: part.test(name) ? change(Buffer.from(data).toString('utf8')) : data,
    })),
  );
}

/** The least that looks like an .xlsx, with one sheet of the given XML. */
export function workbook(sheet: string, more: readonly ZipPart[] = []): Uint8Array {
  const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zip([
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook ${ns} xmlns:r="${rel}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet ${ns}>${sheet}</worksheet>` },
    ...more,
  ]);
}

/** Little-endian, as the machines are that the tests run on. */
export function u16(...values: readonly number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}
export function u32(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}
