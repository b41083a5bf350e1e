import type { BureauSession } from '@duban/api/types';
import { createContext, type ReactNode, useContext } from 'react';
import { useSession } from '../api/queries.js';
import { SignInPage } from '../sign-in/sign-in-page.js';
import { ConnectionBanner } from './connection-banner.js';
import { Loaded } from './loaded.js';

const Session = createContext<BureauSession | null>(null);

/** Who sits at this board; null only outside `SignedIn`. */
export const useOfficer = (): BureauSession | null => useContext(Session);

/** Whether one may do something, as the one that one is now. */
export function useRight(): (right: string) => boolean {
  const rights = useOfficer()?.rights ?? [];
  return (right) => rights.includes(right);
}

/** Shows the board to a signed-in officer, the sign-in page to anybody else. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  return (
    <>
      <ConnectionBanner />
      <Loaded query={session}>
        {(officer) => (officer ? <Session value={officer}>{children}</Session> : <SignInPage />)}
      </Loaded>
    </>
  );
}
