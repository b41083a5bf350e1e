import type { Board } from '@duban/api/types';
import { NextList } from './next-list.js';

/** 接下来: all that the API foresees (at most 40 entries). */
export function NextSteps({ board }: { readonly board: Board }) {
  return (
    <section aria-labelledby="next-all">
      <h2 id="next-all">接下来的安排</h2>
      <p className="quiet">按现在的情况推算；单位报送、审核或承诺之后会随之变化。</p>
      <NextList board={board} limit={board.next.length} />
    </section>
  );
}
