import type { TaskListed } from '@duban/api/types';
import { App, Button } from 'antd';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { ReasonDialog } from '../frame/reason-dialog.js';
import { useRight } from '../frame/signed-in.js';
import type { Act } from '../logic/act.js';
import { documentActs } from '../logic/task-acts.js';
import { RedraftForm } from './redraft-form.js';

/** What may be done about one item of the list; none for what is over, or answered elsewhere. */
export function TaskActs({ task }: { readonly task: TaskListed }) {
  const may = useRight();
  const [doing, setDoing] = useState<Act | 'redraft' | null>(null);
  const close = (): void => setDoing(null);
  const approves = may('document.approve');
  return (
    <span className="row">
      {approves && task.acts.includes('redraft') && (
        <Button data-testid={`task-redraft-${task.id}`} onClick={() => setDoing('redraft')}>
          换上修改稿
        </Button>
      )}
      {task.acts.includes('done') && <Complete task={task} />}
      {approves &&
        documentActs(task).map((act) => (
          <Button key={act.key} data-testid={`task-${act.key}-${task.id}`} onClick={() => setDoing(act)}>
            {act.label}
          </Button>
        ))}
      {doing === 'redraft' && <RedraftForm task={task} onClose={close} />}
      {doing !== null && doing !== 'redraft' && (
        <ReasonDialog act={doing} said={() => `已办：${doing.label}`} onEnd={close} />
      )}
    </span>
  );
}

function Complete({ task }: { readonly task: TaskListed }) {
  const { modal } = App.useApp();
  const done = useAction({ url: urls.completeTask, said: () => '已办结' });
  const unchanged = task.acts.includes('redraft');
  const ask = (): void => {
    modal.confirm({
      title: `办结“${task.title}”？`,
      content: `${unchanged ? '文稿不作修改，原样重新送核。' : ''}本项由${task.assignedTitle}办理，办结后不能撤回。`,
      okText: '确认办结',
      cancelText: '取消',
      okButtonProps: { 'data-testid': 'confirm-task-done' },
      onOk: () => done.run({ task: task.id }),
    });
  };
  return (
    <Button data-testid={`task-done-${task.id}`} loading={done.busy} onClick={ask}>
      办结
    </Button>
  );
}
