import type { AccountCode, Board, ClerkAccountListed, ContactListed } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { AccountCodeShown } from '../accounts/account-code-shown.js';
import { AccountsTable } from '../accounts/accounts-table.js';
import { useClerkAccounts } from '../api/queries.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { Loaded } from '../frame/loaded.js';
import { Mark } from '../frame/mark.js';
import { SureButton } from '../frame/sure-button.js';
import { accountState } from '../logic/accounts.js';
import { servesInWords } from '../logic/contacts.js';
import { contactWords } from '../words.js';
import { ClerkAccountForm } from './clerk-account-form.js';

interface Listing {
  readonly board: Board;
  readonly people: readonly ContactListed[];
}

/** 填报账户: who comes with a password instead of the link of a mail; a contact may have one, nobody must. */
export function ClerkAccounts({ board, people }: Listing) {
  const accounts = useClerkAccounts(board.id);
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<(AccountCode & { readonly login: string }) | null>(null);
  const closed = board.status === 'closed';
  return (
    <section className="stack" aria-label="填报账户">
      <div className="row">
        <h3>填报账户</h3>
        {!closed && (
          <Button data-testid="add-clerk-account" onClick={() => setMaking(true)}>
            建立账户
          </Button>
        )}
      </div>
      <p className="quiet bare">{contactWords.accounts}</p>
      <Loaded query={accounts}>
        {(list) =>
          list.length === 0 ? (
            <p className="bare">还没有填报账户。</p>
          ) : (
            <AccountsTable testId="clerk-accounts" columns={['登录名', '岗位', '填报单位', '状态', '操作']}>
              {list.map((account) => (
                <tr key={`${account.id} ${account.contact}`} data-testid={`clerk-account-${account.login}`}>
                  <th scope="row">{account.login}</th>
                  <td>{account.title}</td>
                  <td>{servesInWords(people.find(({ id }) => id === account.contact)?.serves ?? [])}</td>
                  <td>
                    <State account={account} />
                  </td>
                  <td>
                    <Acts
                      campaign={board.id}
                      account={account}
                      onCode={(code) => setShown({ ...code, login: account.login })}
                    />
                  </td>
                </tr>
              ))}
            </AccountsTable>
          )
        }
      </Loaded>
      {making && <ClerkAccountForm board={board} people={people} onClose={() => setMaking(false)} />}
      <AccountCodeShown code={shown} onClose={() => setShown(null)} />
    </section>
  );
}

function State({ account }: { readonly account: ClerkAccountListed }) {
  const { word, tone } = accountState({ ...account, kind: 'office', roles: [] });
  return <Mark tone={tone}>{word}</Mark>;
}

interface Acting {
  readonly campaign: string;
  readonly account: ClerkAccountListed;
  readonly onCode: (code: AccountCode) => void;
}

function Acts({ campaign, account, onCode }: Acting) {
  const { id, login, contact, disabled } = account;
  const code = useAction<AccountCode>({
    url: urls.clerkAccount(id, 'code'),
    onDone: (made) => made && onCode(made),
  });
  const verb = disabled ? 'enable' : 'disable';
  const turn = useAction({
    url: urls.clerkAccount(id, verb),
    said: () => `${login}：${disabled ? '已启用' : '已停用，登录立即结束'}`,
  });
  const unbind = useAction({
    url: urls.clerkBinding(campaign, id, contact),
    method: 'DELETE',
    said: () => `${login}不再填报本专项`,
  });
  return (
    <div className="row tight">
      {!disabled && (
        <Button size="small" data-testid={`code-${login}`} loading={code.busy} onClick={() => code.run(null)}>
          发账户码
        </Button>
      )}
      {disabled ? (
        <Button size="small" loading={turn.busy} onClick={() => turn.run(null)}>
          启用
        </Button>
      ) : (
        <SureButton
          danger
          label="停用"
          sure={`确定：停用“${login}”，登录立即结束`}
          busy={turn.busy}
          onSure={() => turn.run(null)}
        />
      )}
      <SureButton
        danger
        label="取消关联"
        sure={`确定：“${login}”不再填报本专项`}
        busy={unbind.busy}
        onSure={() => unbind.run(null)}
      />
    </div>
  );
}
