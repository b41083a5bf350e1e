import { readXml } from '../reading/xml.js';

/** What a part prints. */
export interface Printed {
  /** Name of the part's root element: document, hdr, ftr, footnotes … */
  readonly root: string;
  /** Tagged content controls in order. */
  readonly controls: readonly { readonly tag: string; readonly text: string }[];
  /** Text outside tagged controls, one entry per paragraph. */
  readonly loose: readonly string[];
  /** Things that print what no text shows: fields, automatic numbers, pictures … by their kind. */
  readonly opaque: readonly string[];
  readonly styles: ReadonlySet<string>;
}

/** Elements whose print cannot be read from the text, with the name an officer knows them by. */
const OPAQUE: Readonly<Record<string, string>> = {
  numPr: '自动编号',
  drawing: '图片',
  pict: '图片',
  object: '嵌入对象',
  altChunk: '嵌入文档',
  subDoc: '嵌入文档',
  sym: '符号字符',
  vanish: '隐藏文字',
  dataBinding: '绑定到别处的控件',
};
const PAGE_FIELD = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i;

/** Walks one part of a .docx. Page-number fields in headers and footers are left out: their digits are the pages', not the report's. */
export function walk(bytes: Uint8Array): Printed {
  const walker = new Walker();
  readXml(bytes, {
    open: ({ local, attributes }) => walker.open(local, attributes),
    close: (local) => walker.close(local),
    text: (text) => walker.text(text),
  });
  return walker;
}

interface Control {
  tag: string | null;
  text: string;
}

interface Field {
  instruction: string;
  result: boolean;
}

class Walker implements Printed {
  root = '';
  readonly controls: { tag: string; text: string }[] = [];
  readonly loose: string[] = [];
  readonly opaque: string[] = [];
  readonly styles = new Set<string>();
  readonly #sdts: Control[] = [];
  readonly #fields: Field[] = [];
  readonly #path: string[] = [];
  readonly #paragraphs: string[] = [''];

  open(local: string, attributes: ReadonlyMap<string, string>): void {
    this.root ||= local;
    this.#path.push(local);
    const opaque = OPAQUE[local];
    if (opaque) this.opaque.push(opaque);
    if (local === 'p') this.#paragraphs.push('');
    if (local === 'sdt') this.#sdts.push({ tag: null, text: '' });
    if (local === 'tag') this.#setTag(attributes.get('val') ?? '');
    if (local === 'pStyle' || local === 'tblStyle') this.styles.add(attributes.get('val') ?? '');
    if (local === 'fldChar') this.#fieldMark(attributes.get('fldCharType') ?? '');
    if (local === 'fldSimple') this.#fields.push({ instruction: attributes.get('instr') ?? '', result: true });
  }

  close(local: string): void {
    this.#path.pop();
    if (local === 'p') this.#endParagraph();
    if (local === 'sdt') {
      const done = this.#sdts.pop();
      if (done?.tag != null) this.controls.push({ tag: done.tag, text: done.text });
    }
    if (local === 'fldSimple') this.#endField();
    if (this.#path.length === 0) this.#endParagraph();
  }

  text(text: string): void {
    const element = this.#path.at(-1);
    if (element === 'instrText') {
      const field = this.#fields.at(-1);
      if (field) field.instruction += text;
    }
    // `t` is text of the document, of drawings and of formulas alike; deleted text (delText) is not printed.
    if (element !== 't' || this.#inPageField()) return;
    const control = this.#sdts.findLast(({ tag }) => tag !== null);
    if (control) control.text += text;
    else this.#paragraphs[this.#paragraphs.length - 1] += text;
  }

  #setTag(tag: string): void {
    const control = this.#sdts.at(-1);
    if (!control || this.#path.at(-2) !== 'sdtPr') return;
    if (this.#sdts.some((outer) => outer.tag !== null)) this.opaque.push('嵌套的控件');
    control.tag = tag;
  }

  #fieldMark(type: string): void {
    if (type === 'begin') this.#fields.push({ instruction: '', result: false });
    const field = this.#fields.at(-1);
    if (type === 'separate' && field) field.result = true;
    if (type === 'end') this.#endField();
  }

  #endField(): void {
    const field = this.#fields.pop();
    if (field && !this.#isPageField(field)) this.opaque.push(`域（${field.instruction.trim().slice(0, 20)}）`);
  }

  #isPageField(field: Field): boolean {
    return (this.root === 'hdr' || this.root === 'ftr') && PAGE_FIELD.test(field.instruction);
  }

  #inPageField(): boolean {
    const field = this.#fields.at(-1);
    return field?.result === true && this.#isPageField(field);
  }

  #endParagraph(): void {
    const text = this.#paragraphs.pop() ?? '';
    if (text !== '') this.loose.push(text);
  }
}
