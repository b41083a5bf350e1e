import { Dropdown } from 'antd';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { roles, roleWords } from '../words.js';
import { useOfficer } from './signed-in.js';

/** The menu belongs to the page's header, also for a screen reader that walks by landmarks. */
const inHeader = (button: HTMLElement): HTMLElement => button.parentElement ?? button;

/** 身份切换: one person plays several officers at a demonstration; and the way out. */
export function RoleMenu() {
  const officer = useOfficer();
  const change = useAction({ url: urls.session, method: 'PATCH', said: () => '身份已切换' });
  const leave = useAction({ url: urls.session, method: 'DELETE' });
  const items = [
    ...roles.map((role) => ({
      key: role,
      label: <span data-testid={`role-${role}`}>切换为{roleWords[role]}</span>,
      disabled: role === officer?.role,
    })),
    { type: 'divider' as const },
    { key: 'leave', label: <span data-testid="sign-out">退出登录</span> },
  ];
  const choose = ({ key }: { key: string }): void => (key === 'leave' ? leave.run(null) : change.run({ role: key }));
  return (
    <Dropdown getPopupContainer={inHeader} autoFocus trigger={['click']} menu={{ items, onClick: choose }}>
      <button type="button" className="top-button" data-testid="role-menu" aria-haspopup="menu">
        身份：{officer?.title}
        <span aria-hidden="true"> ▾</span>
      </button>
    </Dropdown>
  );
}
