import type { TaskListed } from '@duban/api/types';
import { urls } from '../api/urls.js';
import type { Act } from './act.js';

/** What is done to the document of a task with a reason: sent back, or given up. */
export function documentActs({ id, acts }: Pick<TaskListed, 'id' | 'acts'>): Act[] {
  const body = (reason: string) => ({ task: id, reason });
  return acts.flatMap((act): Act[] => {
    if (act === 'return')
      return [
        {
          key: 'return',
          label: '退回',
          effect: '文稿退回上一环节；在核稿环节的，退给拟稿人修改后重新送核。理由会写进办理过程。',
          needsReason: true,
          url: urls.returnTask,
          body,
        },
      ];
    if (act === 'discard')
      return [
        {
          key: 'discard',
          label: '不予通报',
          effect: '这一期不再通报，各环节随即撤销，不能恢复。',
          needsReason: true,
          url: urls.discardTask,
          body,
        },
      ];
    return [];
  });
}
