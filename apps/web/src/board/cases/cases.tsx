import type { Board, ClueListed } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { useCases, useClues } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { CaseForm } from './case-form.js';
import { CaseTable } from './case-table.js';
import { ClueForm } from './clue-form.js';
import { ClueTable } from './clue-table.js';
import { ExtendForm } from './extend-form.js';
import { MoveForm } from './move-form.js';

type Doing =
  | { readonly what: 'clue' }
  | { readonly what: 'case'; readonly clue: ClueListed | null }
  | { readonly what: 'extend'; readonly clue: ClueListed }
  | { readonly what: 'move'; readonly clue: ClueListed; readonly to: ClueListed['state'] };

/** 线索和案件: each with its clock. */
export function Cases({ board }: { readonly board: Board }) {
  const clues = useClues(board.id);
  const cases = useCases(board.id);
  const [doing, setDoing] = useState<Doing | null>(null);
  const open = board.status !== 'closed';
  const end = (): void => setDoing(null);
  return (
    <div className="stack">
      <div className="row">
        <h2>线索</h2>
        {open && (
          <Button data-testid="add-clue" onClick={() => setDoing({ what: 'clue' })}>
            登记线索
          </Button>
        )}
      </div>
      <Loaded query={clues}>
        {(list) => (
          <ClueTable
            board={board}
            clues={list}
            onMove={(clue, to) => setDoing({ what: 'move', clue, to })}
            onFile={(clue) => setDoing({ what: 'case', clue })}
            onExtend={(clue) => setDoing({ what: 'extend', clue })}
          />
        )}
      </Loaded>
      <div className="row">
        <h2>案件</h2>
        {open && (
          <Button data-testid="add-case" onClick={() => setDoing({ what: 'case', clue: null })}>
            登记案件
          </Button>
        )}
      </div>
      <Loaded query={cases}>{(list) => <CaseTable cases={list} clues={clues.data ?? []} />}</Loaded>
      {doing?.what === 'clue' && <ClueForm board={board} onClose={end} />}
      {doing?.what === 'case' && <CaseForm board={board} clue={doing.clue} onClose={end} />}
      {doing?.what === 'extend' && <ExtendForm clue={doing.clue} onClose={end} />}
      {doing?.what === 'move' && <MoveForm clue={doing.clue} to={doing.to} onClose={end} />}
    </div>
  );
}
