import type { ObligationView } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { officerWords } from '../words.js';

interface Asking {
  readonly view: ObligationView;
  readonly onClose: () => void;
}

/** 代登延期申请: what an office asked for on the telephone; it is answered like any other. */
export function ExtensionForm({ view, onClose }: Asking) {
  const [seen] = useState(view);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.extensions,
    revision: seen.revision,
    said: () => '延期申请已登记，待答复',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = until === '' ? '请选择申请延至的日期。' : reason.trim() === '' ? '请写明申请的理由。' : null;
    say(missing);
    if (missing === null) save.run({ obligation: seen.id, until, reason: reason.trim() });
  };
  return (
    <FormDialog
      title={`代登延期申请：${view.officeName}　${view.what}`}
      ok="登记"
      testId="save-extension"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{officerWords.extension}</p>
      <TextLine label="申请延至" testId="extension-until" type="date" value={until} onChange={setUntil} />
      <TextBlock label="理由" testId="extension-reason" rows={2} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
