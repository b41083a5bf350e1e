import { DubanError } from '@duban/base';
import type { FastifyRequest } from 'fastify';
import { isSafe } from './safe-methods.js';

/**
 * Refuses a change that a page of another site asked this browser for. The cookies are SameSite=Strict; another port of the same
 * machine is the same *site*, but not the same origin. Our own origin is the address that browsers use: the one we were told, where a
 * proxy stands before us and names us otherwise, or the host of the request. Programs send neither header and pass: they hold no
 * cookie by accident.
 * @throws DubanError `cross-site`
 */
export function refuseCrossSite(request: FastifyRequest, webAddress: string | null): void {
  if (isSafe(request.method)) return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new DubanError('cross-site');
  if (origin !== undefined && !isOurs(origin, { host, webAddress })) throw new DubanError('cross-site');
}

function isOurs(
  origin: string,
  { host, webAddress }: { host: string | undefined; webAddress: string | null },
): boolean {
  // `Origin: null` (a sandboxed page) and what is no address.
  if (!URL.canParse(origin)) return false;
  const theirs = new URL(origin);
  if (webAddress !== null) {
    const ours = new URL(webAddress);
    if (theirs.origin === ours.origin) return true;
    // The same host without encryption is somebody on the way.
    if (ours.protocol === 'https:' && theirs.host === ours.host) return false;
  }
  return theirs.host === host;
}
