/** Fonts of GB/T 9704. They are named in the file and never shipped: whoever opens it has them or sees a substitute. */
export const FONT = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  number: '宋体',
} as const;

/** Chinese sizes in half-points. */
export const SIZE = { two: 44, three: 32, four: 28, smallFour: 24, five: 21 } as const;

// With 16 pt characters and no grid only 27 fit into 156 mm; a quarter point less between them gives the standard's 28 (findings.md).
export const BODY_SPACING = -5;

/** 22 lines on 225 mm: 28.95 pt, in twips. */
export const LINE_PITCH = 579;

/** One character of body text, in twips. */
export const CHARACTER = 320;
