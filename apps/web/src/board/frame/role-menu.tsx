import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { roleWords } from '../words.js';
import { useOfficer } from './signed-in.js';

/** The menu belongs to the page's header, also for a screen reader that walks by landmarks. */
const inHeader = (button: HTMLElement): HTMLElement => button.parentElement ?? button;

/** 身份切换: a person goes over to another function that the account holds, or plays several officers at a demonstration; own account; the way out. */
export function RoleMenu() {
  const officer = useOfficer();
  const navigate = useNavigate();
  const change = useAction({ url: urls.session, method: 'PATCH', said: () => '身份已切换' });
  const leave = useAction({ url: urls.session, method: 'DELETE' });
  const roles = officer?.roles ?? [];
  const others = roles.map((role) => ({
    key: role,
    label: <span data-testid={`role-${role}`}>切换为{roleWords[role]}</span>,
    disabled: role === officer?.role,
  }));
  const own = { key: 'own', label: <span data-testid="own-account">本人账户（{officer?.login}）</span> };
  const items = [
    ...(roles.length > 1 ? [...others, { type: 'divider' as const }] : []),
    ...(officer?.login == null ? [] : [own]),
    { key: 'leave', label: <span data-testid="sign-out">退出登录</span> },
  ];
  const choose = ({ key }: { key: string }): void => {
    if (key === 'leave') leave.run(null);
    else if (key === 'own') void navigate('/account');
    else change.run({ role: key });
  };
  return (
    <Dropdown getPopupContainer={inHeader} autoFocus trigger={['click']} menu={{ items, onClick: choose }}>
      <button type="button" className="top-button" data-testid="role-menu" aria-haspopup="menu">
        身份：{officer?.title}
        <span aria-hidden="true"> ▾</span>
      </button>
    </Dropdown>
  );
}
