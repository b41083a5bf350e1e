const VALUES: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const TENS: Readonly<Record<string, number>> = { 十: 10, 廿: 20, 卅: 30 };

/** A run of numerals, as officials write them: `二〇二三`, `十五`, `廿五`, `一百二十`. */
export const NUMERAL_RUN = /[〇零一二两三四五六七八九十廿卅百]+/y;

/** Words in which a numeral is no number; each is kept as it stands. */
export const NOT_A_NUMBER =
  /(?<![〇零一二两三四五六七八九十百])零(?![〇零一二三四五六七八九时点分])|一并|一起|一同|一次性|一律|一体|统一|第一时间|逐一|(?<![〇零一二两三四五六七八九十廿卅])(?:五一|十一)(?=前|后|节|假|期|长假|小长假|放假|劳动|国庆)/y;

/** The number a run of Chinese numerals writes; null when it is none (`十百`). Digit by digit (`二〇二三`) or with tens and hundreds. */
export function numberOf(run: string): number | null {
  if (![...run].some((c) => c === '百' || c in TENS)) return Number([...run].map((c) => VALUES[c]).join(''));
  const parts =
    /^(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九])?十|([廿卅]))?([一二三四五六七八九])?$/.exec(run);
  if (!parts) return null;
  const [, hundreds, tens, short, ones] = parts;
  const ten = short ? (TENS[short] ?? 0) : run.includes('十') ? (tens ? (VALUES[tens] ?? 0) : 1) * 10 : 0;
  return (hundreds ? (VALUES[hundreds] ?? 0) : 0) * 100 + ten + (ones ? (VALUES[ones] ?? 0) : 0);
}
