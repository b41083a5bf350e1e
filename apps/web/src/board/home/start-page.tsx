import { AccountsPage } from '../accounts/accounts-page.js';
import { useRight } from '../frame/signed-in.js';
import { OwnAccountPage } from '../own-account/own-account-page.js';
import { HomePage } from './home-page.js';

/** Where one arrives: at the campaigns, at the accounts of an administrator, or at the own account. */
export function StartPage() {
  const may = useRight();
  if (may('campaign.read')) return <HomePage />;
  return may('account.read') ? <AccountsPage /> : <OwnAccountPage />;
}
