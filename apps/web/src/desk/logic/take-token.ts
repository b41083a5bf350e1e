/** What {@link takeToken} needs of `window`. */
export interface AddressBar {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: null, unused: string, url: string): void };
}

/**
 * The token behind # in a mailed link, null without one. It leaves the address bar at once: what stays there ends in the history
 * of a shared machine and in screenshots.
 */
export function takeToken({ location, history }: AddressBar): string | null {
  const raw = location.hash.slice(1);
  if (raw === '') return null;
  history.replaceState(null, '', location.pathname + location.search);
  // Some mail programs encode the ~ of a link.
  const token = decode(raw).trim();
  return token === '' ? null : token;
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
