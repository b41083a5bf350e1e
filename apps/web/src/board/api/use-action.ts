import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import type { Change } from '../../shared/send-change.js';
import { ApiError, sendJson } from './client.js';

export interface Action<T> extends Omit<Change, 'body'> {
  /** It only asks what would happen: nothing is waited for afterwards. */
  readonly looks?: true;
  /** What a success says, if anything. */
  readonly said?: (answer: T | null) => string;
  readonly onDone?: (answer: T | null) => void;
  /** True: the refusal is shown elsewhere; otherwise a notice shows it. */
  readonly onRefused?: (error: ApiError) => boolean;
}

export interface Runner {
  readonly run: (body: object | null) => void;
  readonly busy: boolean;
}

/** Stands away from the header, which may be where one must go now (请先切换身份), until it is closed or the next act is tried. */
const REFUSED = 'refused';

/** One act of the officer: sends it, says what came of it, and looks at all facts again. A second click while it runs does nothing. */
export function useAction<T>({ looks, said, onDone, onRefused, ...change }: Action<T>): Runner {
  const client = useQueryClient();
  const { message, notification } = App.useApp();
  const running = useRef(false);
  const mutation = useMutation({
    mutationFn: (body: object | null) => sendJson<T>({ ...change, body }),
    onSuccess: (answer) => {
      if (said) void message.success(said(answer));
      onDone?.(answer);
    },
    onError: (error) => {
      if (error instanceof ApiError && onRefused?.(error)) return;
      notification.error({
        key: REFUSED,
        placement: 'bottomRight',
        title: '没有办成',
        description: error.message,
        duration: 0,
      });
    },
    onSettled: (_, error) => {
      running.current = false;
      const fresh = client.invalidateQueries();
      // Who was refused mends it at once, and a window that is busy cannot be left: neither waits for the fresh look.
      return error === null && !looks ? fresh : undefined;
    },
  });
  const run = (body: object | null): void => {
    if (running.current) return;
    running.current = true;
    notification.destroy(REFUSED);
    mutation.mutate(body);
  };
  return { run, busy: mutation.isPending };
}
