import { useState } from 'react';
import { accountWords } from '../words.js';
import { AccountSetup } from './account-setup.js';
import { AccountSignIn } from './account-sign-in.js';

/** The other way in: of clerks and departments that have an account. */
export function AccountDoor({ entered }: { readonly entered: () => Promise<void> }) {
  const [page, setPage] = useState<'sign-in' | 'set-up'>('sign-in');
  const [isSet, setIsSet] = useState(false);
  return (
    <section className="door" aria-labelledby="door">
      <h2 id="door">{accountWords.door}</h2>
      {isSet && <p role="status">{accountWords.isSet}</p>}
      {page === 'sign-in' ? (
        <AccountSignIn entered={entered} />
      ) : (
        <AccountSetup
          done={() => {
            setIsSet(true);
            setPage('sign-in');
          }}
        />
      )}
      <button type="button" className="link" onClick={() => setPage(page === 'sign-in' ? 'set-up' : 'sign-in')}>
        {page === 'sign-in' ? accountWords.setUp : accountWords.back}
      </button>
    </section>
  );
}
