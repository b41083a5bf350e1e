/**
 * Identity numbers as `370***********1234`: no answer, finding, mail, log line or export shows a person's in full (the bureau's own
 * wish and PIPL 51). Of 18 digits: only with the right check character and a possible birthday, so that a 统一社会信用代码 or an account
 * number stays as it is; of 15 digits, the numbers issued until 1999, which have no check character: province and birthday decide.
 * Digits may be full-width, the usual groups may stand apart.
 */
export function maskIdNumbers(text: string): string {
  return text.replace(CANDIDATE, (written) => {
    const number = written.normalize('NFKC').replace(/[ -]/g, '');
    return isIdNumber(number) ? `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}` : written;
  });
}

/** The same in a JSON text: inside its strings only, so that it stays JSON whatever numbers it holds. */
export function maskIdNumbersInJson(text: string): string {
  // Of a board, eighty thousand strings: one look at the whole is a tenth of the work.
  if (!MANY_DIGITS.test(text)) return text;
  return text.replace(/"(?:[^"\\]|\\.)*"/g, (written) => {
    if (!MANY_DIGITS.test(written)) return written;
    // Read first: in the text as it is written, the n of a line break would stand before the digits.
    const read = JSON.parse(written) as string;
    const masked = maskIdNumbers(read);
    return masked === read ? written : JSON.stringify(masked);
  });
}

/** Worth a closer look. */
const MANY_DIGITS = /(?:[0-9０-９][ -]?){14}/;

const DIGIT = '[0-9０-９]';
const CANDIDATE = new RegExp(
  `(?<![0-9A-Za-z０-９])(?:${DIGIT}{6}[ -]?${DIGIT}{8}[ -]?${DIGIT}{3}[0-9０-９XxＸｘ]|${DIGIT}{6}[ -]?${DIGIT}{6}[ -]?${DIGIT}{3})(?![0-9A-Za-z０-９]|[.]\\d)`,
  'g',
);

const PROVINCE = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])';
const MONTH_DAY =
  '(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\\d|30)|02(?:0[1-9]|[12]\\d))';
/** Province, four digits of place, birthday, three digits and the check character (GB 11643). */
const LONG = new RegExp(`^${PROVINCE}\\d{4}(?:19|20)\\d\\d${MONTH_DAY}\\d{3}[\\dXx]$`);
const SHORT = new RegExp(`^${PROVINCE}\\d{4}\\d\\d${MONTH_DAY}\\d{3}$`);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

function isIdNumber(number: string): boolean {
  if (number.length === 15) return SHORT.test(number);
  if (!LONG.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return CHECKS[sum % 11] === number[17]?.toUpperCase();
}
