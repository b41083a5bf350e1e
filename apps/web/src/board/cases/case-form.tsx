import type { Board, ClueListed } from '@duban/api/types';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { fenOf, missingFromCase } from '../logic/cases.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { caseWords } from '../words.js';

interface Opening {
  readonly board: Board;
  /** The clue that it comes of; null: of none. */
  readonly clue: ClueListed | null;
  readonly onClose: () => void;
}

/** 立案: from a clue, or by itself; a major one starts its clocks at once. */
export function CaseForm({ board, clue, onClose }: Opening) {
  const today = dayOf(board.now);
  const [about, setAbout] = useState(clue?.about ?? '');
  const [amount, setAmount] = useState(clue?.amount == null ? '' : String(clue.amount / 100));
  const [openedOn, setOpenedOn] = useState(today);
  const [institution, setInstitution] = useState(clue?.institution ?? '');
  const [supervisedBy, setSupervisedBy] = useState('');
  const [joint, setJoint] = useState(false);
  const [major, setMajor] = useState(clue?.major ?? false);
  const { refusal, say, refused } = useRefusal();
  const save = useAction<{ number: number }>({
    url: urls.cases(board.id),
    said: (made) => `已立案：案件第${made?.number}号`,
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromCase({ about, amount, openedOn });
    say(missing);
    if (missing !== null) return;
    save.run({
      ...{ clue: clue?.id ?? null, institution: institution.trim() || null, about: about.trim() },
      ...{ amount: fenOf(amount) ?? null, joint, major, supervisedBy: supervisedBy.trim() || null, openedOn },
    });
  };
  return (
    <FormDialog
      title={clue ? `立案：线索第${clue.number}号` : '登记案件'}
      ok="立案"
      testId="save-case"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      {clue && <p className="quiet">{caseWords.file}</p>}
      <TextBlock label="案由" testId="case-about" max={4000} value={about} onChange={setAbout} />
      <div className="row pair">
        <TextLine label="立案日期" type="date" until={today} value={openedOn} onChange={setOpenedOn} />
        <TextLine
          label="涉及金额，元（不清楚的不填）"
          testId="case-amount"
          inputMode="decimal"
          value={amount}
          onChange={setAmount}
        />
      </div>
      <div className="row pair">
        <TextLine label="定点机构代码（可不填）" value={institution} onChange={setInstitution} />
        <TextLine label="挂牌督办单位（可不填）" value={supervisedBy} onChange={setSupervisedBy} />
      </div>
      <div className="row">
        <Checkbox checked={joint} onChange={(e) => setJoint(e.target.checked)}>
          同上案
        </Checkbox>
        <Checkbox checked={major} data-testid="case-major" onChange={(e) => setMajor(e.target.checked)}>
          重大案件
        </Checkbox>
      </div>
      {major && <p className="tone-warn bare">{caseWords.major}</p>}
    </FormDialog>
  );
}
