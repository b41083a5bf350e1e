import type { AccountCode, AccountListed } from '@duban/api/types';
import { Alert } from 'antd';
import { useState } from 'react';
import { useAccounts } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { Mark } from '../frame/mark.js';
import { usePageTitle } from '../frame/page-title.js';
import { useRight } from '../frame/signed-in.js';
import { accountState, lacksSecurityAdmin } from '../logic/accounts.js';
import { accountWords, kindWords, roleWords } from '../words.js';
import { AccountActions } from './account-actions.js';
import { AccountCodeShown } from './account-code-shown.js';
import { AccountsTable } from './accounts-table.js';
import { NewAccount } from './new-account.js';

/** 账户: made by the system administrator, given functions by the security administrator. */
export function AccountsPage() {
  usePageTitle('账户');
  const accounts = useAccounts();
  const may = useRight();
  const [shown, setShown] = useState<(AccountCode & { readonly login: string }) | null>(null);
  return (
    <div className="stack">
      <div className="row between">
        <h1>账户</h1>
        {may('account.manage') && <NewAccount />}
      </div>
      <Loaded query={accounts}>
        {(list) => (
          <>
            {lacksSecurityAdmin(list) && <Alert type="warning" showIcon title={accountWords.noSecurityAdmin} />}
            <AccountsTable testId="accounts" columns={['登录名', '岗位', '类别', '身份', '状态', '操作']}>
              {list.map((account) => (
                <AccountRow
                  key={account.id}
                  account={account}
                  first={lacksSecurityAdmin(list)}
                  onCode={(code) => setShown({ ...code, login: account.login })}
                />
              ))}
            </AccountsTable>
          </>
        )}
      </Loaded>
      <AccountCodeShown code={shown} onClose={() => setShown(null)} />
    </div>
  );
}

interface Row {
  readonly account: AccountListed;
  /** There is no security administrator yet. */
  readonly first: boolean;
  readonly onCode: (code: AccountCode) => void;
}

function AccountRow({ account, first, onCode }: Row) {
  const { word, tone } = accountState(account);
  return (
    <tr data-testid={`account-${account.login}`}>
      <th scope="row">{account.login}</th>
      <td>{account.title}</td>
      <td>{kindWords[account.kind]}</td>
      <td>{account.roles.map((role) => roleWords[role]).join('、') || '—'}</td>
      <td>
        <Mark tone={tone}>{word}</Mark>
      </td>
      <td>
        <AccountActions account={account} first={first} onCode={onCode} />
      </td>
    </tr>
  );
}
