import { useOwnAccount } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { usePageTitle } from '../frame/page-title.js';
import { FactorSection } from './factor-section.js';
import { PasswordSection } from './password-section.js';
import { SessionsSection } from './sessions-section.js';

/** 本人账户: password, app, and where one is signed in. */
export function OwnAccountPage() {
  usePageTitle('本人账户');
  const account = useOwnAccount();
  return (
    <div className="stack own-account">
      <h1>本人账户</h1>
      <Loaded query={account}>
        {(own) => (
          <>
            <p className="quiet">
              {own.login}　{own.title}
            </p>
            <PasswordSection login={own.login} />
            <FactorSection account={own} />
            <SessionsSection />
          </>
        )}
      </Loaded>
    </div>
  );
}
