import type { Board } from '@duban/api/types';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { countOf, type Filter, filters, officesShown } from '../logic/matrix.js';
import { Matrix } from './matrix.js';
import { NextList } from './next-list.js';

/** How many of the next steps stand beside the matrix. */
const BESIDE = 8;

interface Progress {
  readonly board: Board;
  readonly onOpen: (obligation: string) => void;
}

/** 报送进度: the matrix with its filters, and what happens next beside it. */
export function ProgressView({ board, onOpen }: Progress) {
  const [filter, setFilter] = useState<Filter>('all');
  const [name, setName] = useState('');
  const offices = officesShown(board, filter, name);
  return (
    <div className="columns">
      <div className="stack">
        <div className="row">
          <Radio.Group
            aria-label="筛选"
            name="filter"
            optionType="button"
            value={filter}
            onChange={(e) => setFilter(e.target.value as Filter)}
            options={filters.map((f) => ({ value: f.value, label: `${f.label} ${countOf(board, f.value)}` }))}
          />
          <Input
            aria-label="按单位名称筛选"
            placeholder="单位名称"
            allowClear
            className="short"
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        </div>
        {offices.length === 0 ? (
          <p className="quiet">没有符合条件的报送任务。</p>
        ) : (
          <Matrix board={board} offices={offices} filter={filter} onOpen={onOpen} />
        )}
      </div>
      <section aria-labelledby="soon">
        <h2 id="soon">接下来</h2>
        <NextList board={board} limit={BESIDE} />
      </section>
    </div>
  );
}
