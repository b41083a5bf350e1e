import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { HashRouter, Navigate, Route, Routes } from 'react-router';
import { AccountsPage } from './accounts/accounts-page.js';
import { FirstAdministratorPage } from './accounts/first-administrator-page.js';
import { newQueryClient } from './api/query-client.js';
import { CampaignPage } from './campaign/campaign-page.js';
import { Frame } from './frame/frame.js';
import { SignedIn } from './frame/signed-in.js';
import { StartPage } from './home/start-page.js';
import { LaunchPage } from './launch/launch-page.js';
import { MailboxPage } from './mailbox/mailbox-page.js';
import { OwnAccountPage } from './own-account/own-account-page.js';
import { RehearsalPage } from './rehearsal/rehearsal-page.js';
import { boardTheme } from './theme.js';

const client = newQueryClient();

/** Pages live behind `#`, so that the server needs no rule for them and a reload stays where it was. */
export function BoardApp() {
  return (
    <ConfigProvider locale={zhCN} theme={boardTheme} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <App>
          <SignedIn>
            <HashRouter>
              <Routes>
                <Route element={<Frame />}>
                  <Route index element={<StartPage />} />
                  <Route path="administrator" element={<FirstAdministratorPage />} />
                  <Route path="accounts" element={<AccountsPage />} />
                  <Route path="account" element={<OwnAccountPage />} />
                  <Route path="launch/:seed" element={<LaunchPage />} />
                  <Route path="rehearsal" element={<RehearsalPage />} />
                  <Route path="campaigns/:campaign/:tab?" element={<CampaignPage />} />
                  <Route path="mailbox" element={<MailboxPage />} />
                  <Route path="*" element={<Navigate to="/" replace />} />
                </Route>
              </Routes>
            </HashRouter>
          </SignedIn>
        </App>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
