import type { Board } from '@duban/api/types';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useFollow } from '../api/follow.js';
import { useBoard } from '../api/queries.js';
import { Cases } from '../cases/cases.js';
import { Loaded } from '../frame/loaded.js';
import { usePageTitle } from '../frame/page-title.js';
import { useRight } from '../frame/signed-in.js';
import { ObligationDrawer } from '../obligation/obligation-drawer.js';
import { Contacts } from '../people/contacts.js';
import { Questions } from '../questions/questions.js';
import { Calls } from './calls.js';
import { CampaignHeader } from './campaign-header.js';
import { Documents } from './documents.js';
import { Events } from './events.js';
import { NextSteps } from './next-steps.js';
import { PhaseStrip } from './phase-strip.js';
import { ProgressView } from './progress-view.js';
import { Rounds } from './rounds.js';
import { SentMessages } from './sent-messages.js';
import { Tasks } from './tasks.js';
import './campaign.css';

/** The board of one campaign; the tab is part of the address, an open obligation too. */
export function CampaignPage() {
  const { campaign = '' } = useParams();
  const board = useBoard(campaign);
  useFollow(campaign);
  usePageTitle(board.data?.title ?? '调度台');
  return <Loaded query={board}>{(b) => <CampaignBoard board={b} />}</Loaded>;
}

function CampaignBoard({ board }: { readonly board: Board }) {
  const { tab = 'progress' } = useParams();
  const [search, setSearch] = useSearchParams();
  const go = useNavigate();
  const may = useRight();
  const base = `/campaigns/${encodeURIComponent(board.id)}`;
  const open = (obligation: string): void => setSearch({ obligation });
  return (
    <div className="stack">
      <CampaignHeader board={board} />
      <PhaseStrip phases={board.phases} />
      <Tabs
        className="panel"
        activeKey={tab}
        onChange={(key) => void go(`${base}/${key}`)}
        items={tabsOf({ board, open, may })}
        destroyOnHidden
      />
      <ObligationDrawer obligation={search.get('obligation')} onClose={() => setSearch({})} />
    </div>
  );
}

interface Tabbed {
  readonly board: Board;
  readonly open: (obligation: string) => void;
  readonly may: (right: string) => boolean;
}

function tabsOf({ board, open, may }: Tabbed) {
  const { id, counts, rounds, documents, next } = board;
  const tab = (key: string, label: string, children: ReactNode) => ({
    key,
    label: <span data-testid={`tab-${key}`}>{label}</span>,
    children,
  });
  return [
    tab('progress', '报送进度', <ProgressView board={board} onOpen={open} />),
    tab('next', `接下来（${next.length}）`, <NextSteps board={board} />),
    tab('calls', `电话清单（${counts.openCalls}）`, <Calls campaign={id} today={board.now} />),
    tab('tasks', `待办（${counts.openTasks}）`, <Tasks campaign={id} />),
    tab('messages', `消息（${counts.sent}）`, <SentMessages campaign={id} />),
    tab('rounds', `期次汇总（${rounds.length}）`, <Rounds board={board} />),
    tab('documents', `文稿（${documents.length}）`, <Documents board={board} />),
    tab('questions', '答疑', <Questions board={board} />),
    ...(may('case.manage') ? [tab('cases', '线索和案件', <Cases board={board} />)] : []),
    ...(may('people.change') ? [tab('contacts', '通讯录', <Contacts board={board} />)] : []),
    tab('events', '日志', <Events campaign={id} />),
  ];
}
