/** What a cell should read as; `null` is a formula whose result the file does not hold. */
export type Expected =
  | number
  | string
  | boolean
  | null
  | { readonly error: string }
  | { readonly date: string; readonly time?: string };

/** Something county offices really hand in, made by hand, with what must be read from it. */
export interface Oddity {
  readonly story: string;
  readonly bytes: Uint8Array;
  /** Every cell that must be read, and no other: by address, or `sheet!address` in a workbook of several sheets. */
  readonly cells: Readonly<Record<string, Expected>>;
  readonly formulas?: Readonly<Record<string, string>>;
  readonly stored?: Readonly<Record<string, string>>;
  readonly formats?: Readonly<Record<string, string>>;
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly merges?: readonly string[];
  readonly states?: Readonly<Record<string, string>>;
  readonly externalLinks?: boolean;
  /** Where python-calamine sees something else, and why ours is the right reading. `'refuses'`: it does not open the file. */
  readonly calamine?: { readonly why: string; readonly sees: Readonly<Record<string, unknown>> | 'refuses' };
}
