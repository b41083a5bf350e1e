import type { ObligationView, RegisterBody } from '@duban/api/types';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { useNow } from '../api/use-now.js';
import { ChoiceLine, TextBlock } from '../frame/fields.js';
import { FileLine } from '../frame/file-line.js';
import { FormDialog } from '../frame/form-dialog.js';
import { missingFromRegister, registerData, WAYS } from '../logic/officer-acts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { officerWords } from '../words.js';
import { ArrivalLines } from './arrival-lines.js';

interface Registering {
  readonly view: ObligationView;
  readonly onClose: () => void;
}

type Way = RegisterBody['way'];

/** 代收登记: the sheet, when and how it came, what proves it. */
export function RegisterForm({ view, onClose }: Registering) {
  const now = useNow();
  const [file, setFile] = useState<File | null>(null);
  const [evidence, setEvidence] = useState<File | null>(null);
  const [arrival, setArrival] = useState({ day: dayOf(now), time: '' });
  const [way, setWay] = useState<Way>('group-chat');
  const [note, setNote] = useState('');
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.registrations,
    said: () => '已代收登记，待另一人复核',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const form = { file, evidence, note, ...arrival };
    const missing = missingFromRegister(form, now);
    say(missing);
    if (missing === null) save.run(registerData(view.id, { ...form, way }));
  };
  return (
    <FormDialog
      title={`代收登记：${view.officeName}　${view.what}`}
      ok="登记"
      testId="save-registration"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{officerWords.register}</p>
      <FileLine
        label={view.form === 'table' ? '报来的文件（.xlsx）' : '报来的文件'}
        testId="registered-file"
        accept={view.form === 'table' ? '.xlsx' : ''}
        onChange={setFile}
      />
      <ArrivalLines value={arrival} now={now} onChange={setArrival} />
      <ChoiceLine label="途径" options={WAYS} value={way} onChange={(chosen) => setWay(chosen ?? 'other')} />
      <FileLine label="凭证（截图、照片，可不附）" testId="evidence-file" accept="" onChange={setEvidence} />
      <TextBlock label="凭证说明" testId="evidence-note" rows={2} value={note} onChange={setNote} />
    </FormDialog>
  );
}
