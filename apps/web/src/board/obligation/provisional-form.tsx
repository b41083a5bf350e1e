import type { ObligationView } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { figuresOf, tellableLabel } from '../logic/officer-acts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { officerWords } from '../words.js';

interface Telling {
  readonly view: ObligationView;
  readonly onClose: () => void;
}

/** 快报数, as somebody says them on the telephone. */
export function ProvisionalForm({ view, onClose }: Telling) {
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({});
  const [note, setNote] = useState('');
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.provisional,
    said: () => '快报数已登记',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const told = figuresOf(view.tellable, written);
    say('problem' in told ? told.problem : null);
    if ('figures' in told) save.run({ obligation: view.id, figures: told.figures, note: note.trim() });
  };
  return (
    <FormDialog
      title={`登记快报数：${view.officeName}　${view.what}`}
      ok="登记"
      testId="save-provisional"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{officerWords.provisional}</p>
      <div className="figures-told">
        {view.tellable.map((each) => (
          <TextLine
            key={each.measure}
            label={tellableLabel(each)}
            testId={`told-${each.measure}`}
            inputMode={each.money ? 'decimal' : 'numeric'}
            max={20}
            value={written[each.measure] ?? ''}
            onChange={(text) => setWritten({ ...written, [each.measure]: text })}
          />
        ))}
      </div>
      <TextLine label="谁报的（写职务，可不填）" testId="told-by" value={note} onChange={setNote} />
    </FormDialog>
  );
}
