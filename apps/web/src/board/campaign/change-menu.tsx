import type { Board } from '@duban/api/types';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useRight } from '../frame/signed-in.js';
import { DocumentForm } from './document-form.js';
import { DueForm } from './due-form.js';
import { ExtraForm } from './extra-form.js';

type Change = 'extra' | 'due' | 'document';

/** 加报 and 修订 of a campaign that goes on; nothing for who may not run campaigns. */
export function ChangeMenu({ board }: { readonly board: Board }) {
  const [doing, setDoing] = useState<Change | null>(null);
  const may = useRight();
  const over = board.status === 'closed';
  // A form that is open stays, and says so: what was written must not vanish because somebody ended the campaign elsewhere.
  if (!may('campaign.run') || (over && doing === null)) return null;
  const close = (): void => setDoing(null);
  const items = [
    { key: 'due', label: <span data-testid="change-due">调整时限</span> },
    { key: 'document', label: <span data-testid="change-document">按补充文件修改</span> },
  ];
  return (
    <>
      {!over && (
        <>
          <Button data-testid="extra" onClick={() => setDoing('extra')}>
            加报
          </Button>
          <Dropdown autoFocus trigger={['click']} menu={{ items, onClick: ({ key }) => setDoing(key as Change) }}>
            <Button data-testid="change" aria-haspopup="menu">
              修订<span aria-hidden="true"> ▾</span>
            </Button>
          </Dropdown>
        </>
      )}
      {doing === 'extra' && <ExtraForm board={board} onClose={close} />}
      {doing === 'due' && <DueForm board={board} onClose={close} />}
      {doing === 'document' && <DocumentForm board={board} onClose={close} />}
    </>
  );
}
