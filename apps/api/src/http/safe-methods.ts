const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A call that changes nothing (RFC 9110 9.2.1). */
export const isSafe = (method: string): boolean => SAFE.has(method);
