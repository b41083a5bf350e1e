import type { Board } from '@duban/api/types';
import type { ReactNode } from 'react';
import { NextList } from './next-list.js';

interface Next {
  /** What it does, in one sentence. */
  readonly sentence: string;
  readonly next: Board['next'];
  readonly children?: ReactNode;
}

/** How many steps are enough to judge by. */
const SHOWN = 4;

/** What will happen if it is confirmed; read out when it appears. */
export function WhatNext({ sentence, next, children }: Next) {
  return (
    <section className="panel what-next" role="status" data-testid="what-next">
      <strong>确认后：{sentence}。</strong>
      {children}
      <h3>接下来</h3>
      <NextList board={{ next }} limit={SHOWN} />
    </section>
  );
}
