import type { ClueListed } from '@duban/api/types';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { longDay } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { extensionLimit, isBeyond, missingFromExtension } from '../logic/clue-extension.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { caseWords } from '../words.js';
import { Extensions } from './clue-standing.js';

interface Extending {
  readonly clue: ClueListed;
  readonly onClose: () => void;
}

/** 延长期限: what a leader approved of a complex clue is noted down; an ordinary one may be called complex here. */
export function ExtendForm({ clue, onClose }: Extending) {
  return clue.complex ? <Extend clue={clue} onClose={onClose} /> : <MakeComplex clue={clue} onClose={onClose} />;
}

function Extend({ clue, onClose }: Extending) {
  const [seen] = useState(clue);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [approvedBy, setApprovedBy] = useState('');
  const [beyond, setBeyond] = useState(false);
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.extendClue,
    revision: seen.revision,
    said: () => `线索第${seen.number}号：办理期限已延长至${longDay(until)}`,
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromExtension(seen, { until, reason, approvedBy, beyond });
    say(missing);
    if (missing !== null) return;
    const beyondPrinciple = isBeyond(seen, until) && beyond;
    save.run({ clue: seen.id, until, reason: reason.trim(), approvedBy: approvedBy.trim(), beyondPrinciple });
  };
  const limit = extensionLimit(seen);
  return (
    <FormDialog
      title={`延长期限：线索第${seen.number}号`}
      ok="延长"
      testId="save-extension"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{caseWords.extend}</p>
      {seen.decideBy && (
        <p>
          现在的期限：{longDay(seen.decideBy)}（{seen.decideBasis}）
        </p>
      )}
      <Extensions of={seen} />
      <TextLine
        label="延长到"
        testId="extend-until"
        type="date"
        value={until}
        onChange={setUntil}
        help={limit && `${seen.extensions.length === 0 ? '最晚' : '原则上最晚'}${longDay(limit)}`}
      />
      <TextBlock label="理由" testId="extend-reason" rows={2} max={4000} value={reason} onChange={setReason} />
      <TextLine label="批准的领导" testId="extend-approved-by" value={approvedBy} onChange={setApprovedBy} />
      {isBeyond(seen, until) && (
        <Checkbox checked={beyond} data-testid="extend-beyond" onChange={(e) => setBeyond(e.target.checked)}>
          超过6个月：领导已明确同意突破收到后6个月的原则期限
        </Checkbox>
      )}
    </FormDialog>
  );
}

function MakeComplex({ clue, onClose }: Extending) {
  const [seen] = useState(clue);
  const { refusal, refused } = useRefusal();
  const save = useAction({
    url: urls.moveClue,
    revision: seen.revision,
    said: () => `线索第${seen.number}号：已改为30个工作日`,
    onDone: onClose,
    onRefused: refused,
  });
  return (
    <FormDialog
      title={`延长期限：线索第${seen.number}号`}
      ok="改为上级交办、情况复杂（30个工作日）"
      testId="make-complex"
      busy={save.busy}
      refusal={refusal}
      onSubmit={() => save.run({ clue: seen.id, state: seen.state, outcome: '', recheck: null, complex: true })}
      onClose={onClose}
    >
      <p>{seen.about}</p>
      <p className="quiet">{caseWords.ordinary}</p>
    </FormDialog>
  );
}
