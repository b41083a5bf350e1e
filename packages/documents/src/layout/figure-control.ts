import { type ParagraphChild, TextRun, XmlAttributeComponent, XmlComponent } from 'docx';

class Value extends XmlAttributeComponent<{ val: string }> {
  protected override readonly xmlKeys = { val: 'w:val' };
}

class Leaf extends XmlComponent {
  constructor(name: string, value: string) {
    super(name);
    this.root.push(new Value({ val: value }));
  }
}

class Branch extends XmlComponent {
  constructor(name: string, children: readonly XmlComponent[]) {
    super(name);
    this.root.push(...children);
  }
}

/** Longest tag that Word accepts. */
export const TAG_LIMIT = 64;

/**
 * An inline content control (w:sdt) around one run. Its tag is the figure's snapshot key; Word refuses to edit or delete it.
 * docx knows content controls only as check boxes, hence the hand-made elements. It has no `w:text`: LibreOffice would turn a
 * plain-text control into a form field when it makes a PDF.
 */
export function figureControl(key: string, run: ConstructorParameters<typeof TextRun>[0]): ParagraphChild {
  const properties = new Branch('w:sdtPr', [
    new Leaf('w:alias', key),
    new Leaf('w:tag', key),
    new Leaf('w:lock', 'sdtContentLocked'),
  ]);
  const content = new Branch('w:sdtContent', [new TextRun(run)]);
  // ParagraphChild is a closed union of docx's own classes; at run time any component will do.
  return new Branch('w:sdt', [properties, content]) as unknown as ParagraphChild;
}
