import { useState } from 'react';
import { useAbout } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { PasswordForm } from './password-form.js';
import { SetupForm } from './setup-form.js';
import { TrialForm } from './trial-form.js';

/** The door: a code of the terminal during the trial, after that everybody's own account. */
export function SignInPage() {
  const about = useAbout();
  const [settingUp, setSettingUp] = useState(false);
  return (
    <main className="narrow panel">
      <Loaded query={about}>
        {({ trial }) => {
          if (trial) return <TrialForm />;
          return settingUp ? (
            <SetupForm onLeave={() => setSettingUp(false)} />
          ) : (
            <PasswordForm onSetUp={() => setSettingUp(true)} />
          );
        }}
      </Loaded>
    </main>
  );
}
