import type { PackageParts } from '../package/parts.js';
import { parseXml } from '../package/xml.js';

/** What a number format says of a cell: its code, and whether its numbers are days. */
export interface NumberFormat {
  readonly code: string;
  readonly isDate: boolean;
}

const general: NumberFormat = { code: 'General', isDate: false };

/**
 * ECMA-376 18.8.30 with the built-in codes of a Chinese Excel (27–36, 50–58), which files written in China use without
 * spelling them out.
 */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"¥"#,##0;"¥"\\-#,##0',
  6: '"¥"#,##0;[Red]"¥"\\-#,##0',
  7: '"¥"#,##0.00;"¥"\\-#,##0.00',
  8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;\\-#,##0',
  38: '#,##0;[Red]\\-#,##0',
  39: '#,##0.00;\\-#,##0.00',
  40: '#,##0.00;[Red]\\-#,##0.00',
  41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
  42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
  43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The number format of each cell style (`s` of a cell), by index. A workbook without styles has `General` everywhere. */
export function numberFormats(parts: PackageParts, part: string | undefined): (style: number) => NumberFormat {
  if (part === undefined || parts.find(part) === undefined) return () => general;
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inStyles = false;
  parseXml(parts.read(part), {
    open(local, attributes) {
      if (local === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (local === 'cellXfs') inStyles = true;
      else if (local === 'xf' && inStyles) styles.push(Number(attributes.numFmtId ?? 0));
    },
    close(local) {
      if (local === 'cellXfs') inStyles = false;
    },
  });
  const known = new Map<number, NumberFormat>();
  const formatOf = (id: number): NumberFormat => {
    const code = codes.get(id) ?? BUILT_IN[id] ?? 'General';
    const format = { code, isDate: isDateFormat(code) };
    known.set(id, format);
    return format;
  };
  return (style) => {
    const id = styles[style];
    return id === undefined ? general : (known.get(id) ?? formatOf(id));
  };
}

/**
 * Whether a format code shows its number as a date or a time of day. Lengths of time (`[h]:mm`) are none: 36 hours are no date.
 * `G/通用格式` is what a Chinese Excel and WPS call General.
 */
function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"?|\\.|_.|\*./gs, '')
    .split(';')[0]
    ?.replace(/general|G\/通用格式/gi, '');
  if (bare === undefined || /\[[hms]+\]/i.test(bare)) return false;
  const plain = bare
    .replace(/\[[^\]]*\]/g, '')
    .replace(/e[+-]/gi, '')
    .replace(/s\.0+/gi, 's')
    .replace(/(am\/pm|a\/p|上午\/下午)/gi, 'h');
  return /[ymdhse]|aaa|bb|gg/i.test(plain) && !/[0#?@]/.test(plain);
}
