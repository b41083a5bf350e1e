import type { FindingView, RevealBody } from '@duban/api/types';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { missingFromReveal } from '../logic/officer-acts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { officerWords } from '../words.js';

interface Revealing {
  readonly submission: string;
  readonly place: NonNullable<FindingView['place']>;
}

/** 查看完整证件号码 of one cell, for a reason, on record; the number stays on the screen until the window is closed, and nowhere else. */
export function Reveal({ submission, place }: Revealing) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [text, setText] = useState<string | null>(null);
  const { refusal, say, refused } = useRefusal();
  const look = useAction<{ text: string }>({
    url: urls.reveal,
    onDone: (answer) => {
      setAsking(false);
      setReason('');
      setText(answer?.text ?? null);
    },
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromReveal(reason);
    say(missing);
    const body: RevealBody = { submission, sheet: place.sheet, cell: place.cell, reason: reason.trim() };
    if (missing === null) look.run(body);
  };
  return (
    <>
      <Button
        size="small"
        aria-label={`查看完整证件号码：${place.sheet} ${place.cell}`}
        data-testid={`reveal-${place.cell}`}
        onClick={() => setAsking(true)}
      >
        查看完整号码
      </Button>
      {asking && (
        <FormDialog
          title={`查看完整证件号码：${place.sheet} ${place.cell}`}
          ok="查看"
          testId="submit-reveal"
          busy={look.busy}
          refusal={refusal}
          onSubmit={submit}
          onClose={() => setAsking(false)}
        >
          <p className="quiet">{officerWords.reveal}</p>
          <TextBlock label="理由" testId="reveal-reason" rows={2} max={500} value={reason} onChange={setReason} />
        </FormDialog>
      )}
      <Modal
        open={text !== null}
        title={`${place.sheet} ${place.cell}`}
        footer={null}
        onCancel={() => setText(null)}
        destroyOnHidden
      >
        <strong className="code" data-testid="revealed">
          {text}
        </strong>
      </Modal>
    </>
  );
}
