import type { ObligationView } from '@duban/api/types';
import { useState } from 'react';
import { dayOf, instantOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { useNow } from '../api/use-now.js';
import { FormDialog } from '../frame/form-dialog.js';
import { arrivalProblem } from '../logic/officer-acts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { officerWords } from '../words.js';
import { ArrivalLines } from './arrival-lines.js';

interface Ticking {
  readonly view: ObligationView;
  readonly onClose: () => void;
}

/** 纸质原件: it has come. */
export function PaperForm({ view, onClose }: Ticking) {
  const now = useNow();
  const [seen] = useState(view);
  const [arrival, setArrival] = useState({ day: dayOf(now), time: '' });
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.papers,
    revision: seen.revision,
    said: () => '原件已登记',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = arrivalProblem(arrival, now);
    say(missing);
    if (missing === null) save.run({ obligation: seen.id, arrivedAt: instantOf(arrival.day, arrival.time) });
  };
  return (
    <FormDialog
      title={`登记纸质原件：${view.officeName}　${view.what}`}
      ok="登记"
      testId="save-paper"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{officerWords.paper}</p>
      <ArrivalLines value={arrival} now={now} onChange={setArrival} />
    </FormDialog>
  );
}
