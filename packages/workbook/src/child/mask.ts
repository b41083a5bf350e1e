const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/**
 * Identity numbers as `370***********1234`: no export shows a person's in full. A number of 18 digits that is none (its check
 * digit or birthday is wrong: 统一社会信用代码, account numbers) stays as it is.
 */
export function maskIdNumbers(text: string): string {
  return text.replace(/(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g, (number) =>
    isIdNumber(number) ? `${number.slice(0, 3)}${'*'.repeat(11)}${number.slice(-4)}` : number,
  );
}

/** Province, then four digits of place, birthday, three digits and the check character (GB 11643). */
const SHAPE =
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/;

function isIdNumber(number: string): boolean {
  if (!SHAPE.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return CHECKS[sum % 11] === number[17]?.toUpperCase();
}
