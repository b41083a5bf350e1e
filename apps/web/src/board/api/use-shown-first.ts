import { useState } from 'react';
import type { ApiError } from './client.js';
import { useAction } from './use-action.js';

interface ShownFirst<T> {
  readonly url: string;
  /** Of what is changed, as it is on screen now. */
  readonly revision: number;
  readonly said: (answer: T | null) => string;
  readonly onDone: () => void;
}

/**
 * A change in two steps: what it would do is shown, then it is done as it was shown. What is typed in between puts it back to the first
 * step, and so does somebody else's change: the second step rests on the revision that the first one saw.
 */
export function useShownFirst<T>({ url, revision, said, onDone }: ShownFirst<T>) {
  const [shown, setShown] = useState<{ readonly answer: T; readonly revision: number } | null>(null);
  const [refusal, say] = useState<string | null>(null);
  const refused = (error: ApiError): boolean => {
    setShown(null);
    say(error.message);
    return true;
  };
  const look = useAction<T>({
    looks: true,
    url,
    revision,
    onDone: (answer) => setShown(answer === null ? null : { answer, revision }),
    onRefused: refused,
  });
  const act = useAction<T>({ url, revision: shown?.revision ?? revision, said, onDone, onRefused: refused });
  /** A field's setter: what is typed puts the change back to its first step. */
  const set =
    <V>(put: (value: V) => void) =>
    (value: V): void => {
      put(value);
      setShown(null);
      say(null);
    };
  /** `missing`: what must be mended first, in words. */
  const submit = (body: object, missing: string | null): void => {
    say(missing);
    if (missing !== null) return;
    if (shown === null) look.run({ ...body, only: 'show' });
    else act.run({ ...body, only: 'do' });
  };
  return { shown: shown?.answer ?? null, refusal, submit, set, busy: look.busy || act.busy };
}
