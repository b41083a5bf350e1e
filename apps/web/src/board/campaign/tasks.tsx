import type { TaskListed } from '@duban/api/types';
import { Table } from 'antd';
import { minuteText, shortMinute } from '../../shared/china-time.js';
import { useTasks } from '../api/queries.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { Loaded } from '../frame/loaded.js';
import { Mark } from '../frame/mark.js';
import { taskStateWords } from '../words.js';
import { TaskActs } from './task-acts.js';

/** 待办: letters to sign, stages of the report; nothing formal leaves without somebody's word here. */
export function Tasks({ campaign }: { readonly campaign: string }) {
  const tasks = useTasks(campaign);
  return (
    <Loaded query={tasks}>
      {(list) => (
        <Table<TaskListed>
          size="small"
          rowKey="id"
          dataSource={[...list.filter((t) => t.state === 'open'), ...list.filter((t) => t.state !== 'open')]}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: '事项', dataIndex: 'title' },
            { title: '由谁办', dataIndex: 'assignedTitle' },
            { title: '提出时间', dataIndex: 'slot', render: shortMinute },
            {
              title: '材料',
              key: 'file',
              render: (_, t) => (t.hasFile ? <Download href={urls.taskFile(t.id)}>下载草稿</Download> : '无'),
            },
            { title: '状态', key: 'state', render: (_, t) => <TaskState task={t} /> },
            { title: '操作', key: 'act', render: (_, t) => <TaskActs task={t} /> },
          ]}
        />
      )}
    </Loaded>
  );
}

function TaskState({ task }: { readonly task: TaskListed }) {
  return (
    <span className="row">
      <Mark tone={task.state === 'open' ? 'warn' : 'quiet'}>{taskStateWords[task.state]}</Mark>
      {task.doneAt !== null && <span className="quiet">{minuteText(task.doneAt)}</span>}
    </span>
  );
}
