/** Money: an integer number of 分 (1/100 yuan). */
export type Fen = number & { readonly __brand: 'Fen' };

/** Brands an integer number of 分; refuses fractions. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount in 分: ${value}`);
  return value as Fen;
}

/** What forms of our own are in, and what finance offices write on theirs. */
const PER_UNIT = {
  千万元: 1_000_000_000n,
  百万元: 100_000_000n,
  十万元: 10_000_000n,
  万元: 1_000_000n,
  亿元: 10_000_000_000n,
  千元: 100_000n,
  百元: 10_000n,
  元: 100n,
} as const;
export type MoneyUnit = keyof typeof PER_UNIT;

/** Every unit money is read in; one that ends like another comes before it. */
export const moneyUnits = Object.keys(PER_UNIT) as readonly MoneyUnit[];

export function isMoneyUnit(text: string): text is MoneyUnit {
  return Object.hasOwn(PER_UNIT, text);
}

/** `1234567` 分 in 万元 with 2 decimals → `1.23`; half up, away from zero. */
export function formatFen(amount: Fen, unit: MoneyUnit, decimals = 2): string {
  const negative = amount < 0;
  const scale = 10n ** BigInt(decimals);
  const per = PER_UNIT[unit];
  const scaled = (BigInt(Math.abs(amount)) * scale * 2n + per) / (per * 2n);
  const whole = scaled / scale;
  const text = decimals === 0 ? `${whole}` : `${whole}.${(scaled % scale).toString().padStart(decimals, '0')}`;
  return negative && scaled !== 0n ? `-${text}` : text;
}

/** Reads a decimal number written in `unit` (`"1.23"` 万元 → 1 230 000 分 … exactly, no floating point); null when it is no number or finer than 1 分. */
export function parseFen(text: string, unit: MoneyUnit): Fen | null {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!m) return null;
  const decimals = m[3] ?? '';
  const units = BigInt(`${m[2]}${decimals}`) * PER_UNIT[unit];
  const divisor = 10n ** BigInt(decimals.length);
  if (units % divisor !== 0n) return null;
  const value = Number(units / divisor);
  return Number.isSafeInteger(value) ? fen(m[1] && value !== 0 ? -value : value) : null;
}
