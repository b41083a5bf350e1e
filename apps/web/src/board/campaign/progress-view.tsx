import type { Board } from '@duban/api/types';
import { Input, Pagination, Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useBoard } from '../api/queries.js';
import { type Filter, filters } from '../logic/matrix.js';
import { Matrix } from './matrix.js';
import { NextList } from './next-list.js';

/** How many of the next steps stand beside the matrix. */
const BESIDE = 8;
/** Offices on a page: what the API answers unless it is asked for more. */
const PAGE = 100;

interface Progress {
  readonly board: Board;
  readonly onOpen: (obligation: string) => void;
}

/** 报送进度: the matrix with its filters, and what happens next beside it. */
export function ProgressView({ board, onOpen }: Progress) {
  const [filter, setFilter] = useState<Filter>('all');
  const [name, setName] = useState('');
  const [from, setFrom] = useState(0);
  const find = useDeferredValue(name);
  const shown = useBoard(board.id, { filter, find, from }).data ?? board;
  return (
    // Nothing ahead, as when all is over: the matrix has the whole width.
    <div className={board.next.length === 0 ? 'stack' : 'columns'}>
      <div className="stack">
        <div className="row">
          <Radio.Group
            aria-label="筛选"
            name="filter"
            optionType="button"
            value={filter}
            onChange={(e) => {
              setFilter(e.target.value as Filter);
              setFrom(0);
            }}
            options={filters.map((f) => ({ value: f.value, label: `${f.label} ${board.filters[f.value]}` }))}
          />
          <Input
            aria-label="按单位名称筛选"
            placeholder="单位名称"
            allowClear
            className="short"
            value={name}
            onChange={(e) => {
              setName(e.target.value);
              setFrom(0);
            }}
          />
        </div>
        {shown.offices.length === 0 ? (
          <p className="quiet">没有符合条件的报送任务。</p>
        ) : (
          <Matrix board={shown} offices={shown.offices} filter={filter} onOpen={onOpen} />
        )}
        <Pagination
          hideOnSinglePage
          current={from / PAGE + 1}
          pageSize={PAGE}
          total={shown.officeCount}
          showSizeChanger={false}
          showTotal={(n) => `共 ${n} 家`}
          onChange={(page) => setFrom((page - 1) * PAGE)}
        />
      </div>
      {board.next.length > 0 && (
        <section aria-labelledby="soon">
          <h2 id="soon">接下来</h2>
          <NextList board={board} limit={BESIDE} />
        </section>
      )}
    </div>
  );
}
