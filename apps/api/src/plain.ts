/** `T` as an action hands it out: nothing in it may be changed. */
export type Frozen<T> = T extends readonly (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** The same value as the schema's type writes it: zod's arrays are not readonly, what actions answer is. */
export function plain<T>(value: Frozen<T>): T {
  return value as T;
}
