import { type Measure, type Parsed, parseValue } from '@duban/tables';

const MINUS = /[\u2010-\u2015\u2212\ufe63\uff0d]/gu;
const BLANK = /[\s\u00a0\u2000-\u200b\u202f\u3000\ufeff]+/gu;

/**
 * A number typed as text: the measure's own reading, with what clerks do to numbers put right first. Besides what
 * {@link parseValue} takes: a leading apostrophe, ¥, other minus signs, thousands set apart by blanks or 、, and 5万 for 5万元.
 */
export function typedNumber(measure: Measure, text: string): Parsed {
  const plain = plainDigits(text);
  return parseValue(measure, measure.kind === 'money' ? plain.replace(/([\d.])\s*([万亿])$/u, '$1$2元') : plain);
}

/** The text with everything put right that cannot mean anything else. */
export function plainDigits(text: string): string {
  const plain = text
    .replace(/^['’‘`´]+(?=.)/u, '')
    .normalize('NFKC')
    .replace(MINUS, '-')
    .replace(/^(人民币)?[¥￥]\s*/u, '')
    .trim();
  // Every 、 sets three digits apart: 1、234、567 is one number, 1、2 a list.
  const listed = /^[-+]?\d{1,3}(、\d{3})+(\.\d+)?\D*$/u.test(plain) ? plain.replaceAll('、', ',') : plain;
  const m = /^([-+]?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:\.\d+)?)(\D*)$/u.exec(listed);
  const joined = m === null ? listed : `${(m[1] ?? '').replace(BLANK, '')}${m[2] ?? ''}`;
  return joined.replace(/^([-+])\s+(?=\d)/u, '$1');
}
