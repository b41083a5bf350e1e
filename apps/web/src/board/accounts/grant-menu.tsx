import type { AccountListed } from '@duban/api/types';
import { Button, Dropdown } from 'antd';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { grantable } from '../logic/accounts.js';
import { roleWords } from '../words.js';

/** 授予身份: only what would not be refused. */
export function GrantMenu({ account }: { readonly account: AccountListed }) {
  const grant = useAction({
    url: urls.account(account.id, 'roles'),
    said: () => `${account.login}的身份已更改，其登录已结束`,
  });
  const roles = grantable(account);
  if (roles.length === 0) return null;
  const items = roles.map((role) => ({
    key: role,
    label: <span data-testid={`grant-${role}`}>{roleWords[role]}</span>,
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => grant.run({ role: key }) }}>
      <Button size="small" data-testid={`grant-${account.login}`} loading={grant.busy}>
        授予身份
      </Button>
    </Dropdown>
  );
}
