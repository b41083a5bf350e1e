import type { ObligationView } from '@duban/api/types';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { useNow } from '../api/use-now.js';
import { ChoiceLine, TextBlock, TextLine } from '../frame/fields.js';
import { FileLine } from '../frame/file-line.js';
import { FormDialog } from '../frame/form-dialog.js';
import { missingFromNil, type NilForm as Nil, nilData, WAYS } from '../logic/officer-acts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { officerWords } from '../words.js';
import { ArrivalLines } from './arrival-lines.js';

interface Declaring {
  readonly view: ObligationView;
  readonly onClose: () => void;
}

/** 代登零报告: a signed declaration that came another way than by the desk. */
export function NilForm({ view, onClose }: Declaring) {
  const now = useNow();
  const [seen] = useState(view);
  const [form, setForm] = useState<Nil>({
    ...{ reason: '', signedAs: '', signerTitle: '', scan: null, note: '', way: 'paper', time: '' },
    day: dayOf(now),
  });
  const set = (change: Partial<Nil>): void => setForm({ ...form, ...change });
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.nil,
    revision: seen.revision,
    said: () => '零报告已登记，停止催报',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromNil(form, now);
    say(missing);
    if (missing === null) save.run(nilData(seen.id, form));
  };
  return (
    <FormDialog
      title={`代登零报告：${view.officeName}　${view.what}`}
      ok="登记"
      testId="save-nil"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{officerWords.nil}</p>
      <TextBlock label="理由" testId="nil-reason" rows={2} value={form.reason} onChange={(reason) => set({ reason })} />
      <div className="row pair">
        <TextLine
          label="签发人身份（如：分管负责人）"
          testId="nil-signed-as"
          max={50}
          value={form.signedAs}
          onChange={(signedAs) => set({ signedAs })}
        />
        <TextLine
          label="签发人职务（不写姓名）"
          testId="nil-signer-title"
          max={100}
          value={form.signerTitle}
          onChange={(signerTitle) => set({ signerTitle })}
        />
      </div>
      <ArrivalLines value={form} now={now} onChange={set} />
      <ChoiceLine label="途径" options={WAYS} value={form.way} onChange={(way) => set({ way: way ?? 'other' })} />
      <FileLine label="扫描件（可不附）" testId="nil-scan" accept="" onChange={(scan) => set({ scan })} />
      <TextBlock label="凭证说明" testId="nil-note" rows={2} value={form.note} onChange={(note) => set({ note })} />
    </FormDialog>
  );
}
