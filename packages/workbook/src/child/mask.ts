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

/** GB 11643: six digits of place, birthday, three digits, a check character modulo 11. */
function isIdNumber(number: string): boolean {
  const [month, day] = [Number(number.slice(10, 12)), Number(number.slice(12, 14))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return CHECKS[sum % 11] === number[17]?.toUpperCase();
}
