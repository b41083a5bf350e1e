import { useCallback, useState } from 'react';
import type { ApiError } from '../api/client.js';

/** A refusal that stands in its form, beside what must be mended. */
export function useRefusal() {
  const [refusal, say] = useState<string | null>(null);
  const refused = useCallback((error: ApiError): boolean => {
    say(error.message);
    return true;
  }, []);
  return { refusal, say, refused };
}
