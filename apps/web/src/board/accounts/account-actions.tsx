import type { AccountCode, AccountListed } from '@duban/api/types';
import { Button } from 'antd';
import { type AccountVerb, urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { useRight } from '../frame/signed-in.js';
import { SureButton } from '../frame/sure-button.js';
import { roleWords } from '../words.js';
import { GrantMenu } from './grant-menu.js';

interface Acting {
  readonly account: AccountListed;
  readonly first: boolean;
  readonly onCode: (code: AccountCode) => void;
}

/** What this administrator may do to one account. A clerk's account is the officers' of its campaign. */
export function AccountActions({ account, first, onCode }: Acting) {
  const may = useRight();
  const code = useAction<AccountCode>({
    url: urls.account(account.id, 'code'),
    onDone: (made) => made && onCode(made),
  });
  if (may('account.manage') && account.kind !== 'office')
    return (
      <div className="row">
        {!account.disabled && (
          <Button size="small" data-testid={`code-${account.login}`} loading={code.busy} onClick={() => code.run(null)}>
            发账户码
          </Button>
        )}
        {first && account.kind === 'admin' && account.roles.length === 0 && (
          <Plain account={account} verb="appoint" label={`指定为${roleWords['security-admin']}`} />
        )}
        {account.disabled ? (
          <Plain account={account} verb="enable" label="启用" />
        ) : (
          <Plain account={account} verb="disable" label="停用" danger />
        )}
      </div>
    );
  if (may('account.grant'))
    return (
      <div className="row">
        <GrantMenu account={account} />
        {account.roles.map((role) => (
          <Revoke key={role} account={account} role={role} />
        ))}
        {account.locked && <Plain account={account} verb="unlock" label="解除锁定" />}
        {account.secondFactor && <Plain account={account} verb="factor/reset" label="重置验证器" danger />}
        {account.setUp && <Plain account={account} verb="sessions/end" label="强制退出" />}
      </div>
    );
  return null;
}

interface PlainProps {
  readonly account: AccountListed;
  readonly verb: AccountVerb;
  readonly label: string;
  readonly danger?: boolean;
}

function Plain({ account, verb, label, danger = false }: PlainProps) {
  const act = useAction({ url: urls.account(account.id, verb), said: () => `${account.login}：${label}，已办` });
  const id = `${verb.replace('/', '-')}-${account.login}`;
  if (!danger)
    return (
      <Button size="small" data-testid={id} loading={act.busy} onClick={() => act.run(null)}>
        {label}
      </Button>
    );
  return (
    <SureButton
      danger
      label={label}
      sure={`确定${label}“${account.login}”`}
      testId={id}
      busy={act.busy}
      onSure={() => act.run(null)}
    />
  );
}

function Revoke({ account, role }: { readonly account: AccountListed; readonly role: AccountListed['roles'][number] }) {
  const act = useAction({
    url: urls.accountRole(account.id, role),
    method: 'DELETE',
    said: () => `${account.login}不再是${roleWords[role]}`,
  });
  return (
    <SureButton
      label={`收回${roleWords[role]}`}
      sure={`确定收回，${account.login} 的登录立即结束`}
      busy={act.busy}
      onSure={() => act.run(null)}
    />
  );
}
