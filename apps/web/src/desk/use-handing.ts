import type { Checked, DeskItem, ReceiptView } from '@duban/api/types';
import { type RefObject, useCallback, useReducer, useRef } from 'react';
import { sendFile } from './api/send-file.js';
import { checkChoice } from './logic/check-choice.js';
import { type Answer, type Handing, handing, idle, type Verb } from './logic/handing.js';
import { patiently, pause } from './logic/patiently.js';
import { refusedWith } from './logic/refusal.js';
import { refusalWords } from './words.js';

export interface HandingControls extends Handing {
  readonly input: RefObject<HTMLInputElement | null>;
  /** Opens the file dialog; with a verb, the chosen file is sent at once (one click less). */
  readonly choose: (then: Verb | null) => void;
  readonly take: (file: File | undefined) => void;
  readonly act: (verb: Verb) => void;
}

/** One item's way from a file to its answer. `settled` runs after every answer of the server. */
export function useHanding(item: DeskItem, settled: () => Promise<void>): HandingControls {
  const [state, tell] = useReducer(handing, idle);
  const input = useRef<HTMLInputElement>(null);
  const intent = useRef<Verb | null>(null);
  // State is a render late: a double click must not send twice.
  const busy = useRef(false);

  const send = useCallback(
    async (verb: Verb, file: File) => {
      if (busy.current) return;
      busy.current = true;
      tell({ type: 'begun', verb });
      const errand = { verb, file, obligation: item.obligation };
      let answer = await answerTo(errand, tell);
      if (answer.kind === 'refusal' && answer.refusal.kind === 'ended') {
        // The session ended while the sheet was filled in: the page opens it again, where it can.
        await settled();
        answer = await answerTo(errand, tell);
      }
      tell({ type: 'answered', answer });
      busy.current = false;
      await settled();
    },
    [item.obligation, settled],
  );

  const choose = useCallback((then: Verb | null) => {
    intent.current = then;
    input.current?.click();
  }, []);

  const take = useCallback(
    (file: File | undefined) => {
      const then = intent.current;
      intent.current = null;
      if (file === undefined || busy.current) return;
      const unfit = checkChoice(item.form, file);
      if (unfit !== null) return tell({ type: 'unfit', refusal: refusedWith(unfit) });
      tell({ type: 'chosen', file });
      if (then !== null) void send(then, file);
    },
    [item.form, send],
  );

  const act = useCallback(
    (verb: Verb) => {
      if (state.file === null) choose(verb);
      else void send(verb, state.file);
    },
    [state.file, choose, send],
  );

  return { ...state, input, choose, take, act };
}

interface Errand {
  readonly verb: Verb;
  readonly file: File;
  readonly obligation: string;
}

async function answerTo({ verb, file, obligation }: Errand, tell: Tell): Promise<Answer> {
  // Read anew for every errand: a browser refuses a file that was saved again after it was chosen.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { kind: 'refusal', verb, refusal: refusedWith(refusalWords.changed) };
  const path = `/desk/${verb}?obligation=${encodeURIComponent(obligation)}`;
  const upload = { path, name: file.name, bytes, onProgress: (percent: number) => tell({ type: 'progress', percent }) };
  const patience = { wait: pause, onBusy: (attempt: number) => tell({ type: 'busy', attempt }) };
  if (verb === 'check') {
    const outcome = await patiently(() => sendFile<Checked>(upload), patience);
    if (outcome.ok) return { kind: 'checked', checked: outcome.value, fileName: file.name };
    return { kind: 'refusal', verb, refusal: outcome.refusal };
  }
  const outcome = await patiently(() => sendFile<ReceiptView>(upload), patience);
  if (outcome.ok) return { kind: 'receipt', receipt: outcome.value, fileName: file.name };
  return { kind: 'refusal', verb, refusal: outcome.refusal };
}

type Tell = (event: { type: 'progress'; percent: number } | { type: 'busy'; attempt: number }) => void;
