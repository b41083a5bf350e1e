import type { Board, StatusChanged } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { ReasonDialog } from '../frame/reason-dialog.js';
import { useRight } from '../frame/signed-in.js';
import type { Act } from '../logic/act.js';
import { statusActs, statusSaid } from '../logic/status-acts.js';

/** 暂停, 恢复, 结束, and the package of a campaign that is over; nothing for who may not run campaigns. */
export function StatusControl({ board }: { readonly board: Board }) {
  const [doing, setDoing] = useState<Act | null>(null);
  const may = useRight();
  if (!may('campaign.run')) return null;
  return (
    <fieldset className="bare-fieldset row">
      <legend className="unseen">专项状态</legend>
      {statusActs(board).map((act) => (
        <Button key={act.key} data-testid={act.key} onClick={() => setDoing(act)}>
          {act.label}
        </Button>
      ))}
      {board.status === 'closed' && (
        <Download href={urls.archive(board.id)} testId="archive">
          归档材料
        </Download>
      )}
      {doing && <ReasonDialog<StatusChanged> act={doing} said={statusSaid} onEnd={() => setDoing(null)} />}
    </fieldset>
  );
}
