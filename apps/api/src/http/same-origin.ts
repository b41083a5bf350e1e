import { DubanError } from '@duban/base';
import type { FastifyRequest } from 'fastify';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that a page of another site asked this browser for. The cookies are SameSite=Strict; another port of the same
 * machine is the same *site*, but not the same origin. Programs send neither header and pass: they hold no cookie by accident.
 * @throws DubanError `cross-site`
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new DubanError('cross-site');
  if (origin !== undefined && hostOf(origin) !== host) throw new DubanError('cross-site');
}

/** Null for `Origin: null` (a sandboxed page) and for what is no address. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
