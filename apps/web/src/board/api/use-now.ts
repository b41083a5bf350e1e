import { useAbout } from './queries.js';

/** Campaign time as the server last said it; epoch milliseconds, 0 before the first answer. */
export function useNow(): number {
  return useAbout().data?.now ?? 0;
}
