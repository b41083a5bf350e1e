import type { Context } from '../context.js';

/** Enclosures made lately: A and B of an office, and every reminder, enclose the same one. */
const made = new WeakMap<Context, Map<string, Promise<Uint8Array>>>();
const KEPT = 64;

/** Makes a file, or hands out the one made before from the same content. `key` must say all that is in it. */
export function remembered(ctx: Context, key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const kept = made.get(ctx) ?? new Map<string, Promise<Uint8Array>>();
  made.set(ctx, kept);
  const known = kept.get(key);
  if (known) return known;
  const fresh = make();
  kept.set(key, fresh);
  // What could not be made is not remembered.
  fresh.catch(() => kept.delete(key));
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return fresh;
}
