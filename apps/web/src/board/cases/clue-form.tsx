import type { Board, ClueListed } from '@duban/api/types';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { ChoiceLine, TextBlock, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { type Chosen, OfficeChoice } from '../frame/office-choice.js';
import { fenOf, missingFromClue } from '../logic/cases.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { caseWords, clueLevelWords } from '../words.js';

interface Registering {
  readonly board: Board;
  readonly onClose: () => void;
}

type Level = ClueListed['level'];
const LEVELS: readonly Level[] = ['nation', 'province', 'city', 'county'];

/** 登记线索: its clock runs from the day on which it was received. */
export function ClueForm({ board, onClose }: Registering) {
  const today = dayOf(board.now);
  const [source, setSource] = useState('');
  const [level, setLevel] = useState<Level>('city');
  const [externalNo, setExternalNo] = useState('');
  const [receivedOn, setReceivedOn] = useState(today);
  const [office, setOffice] = useState<Chosen | null>(null);
  const [about, setAbout] = useState('');
  const [amount, setAmount] = useState('');
  const [high, setHigh] = useState(false);
  const [major, setMajor] = useState(false);
  const [complex, setComplex] = useState(false);
  const { refusal, say, refused } = useRefusal();
  const save = useAction<{ number: number }>({
    url: urls.clues(board.id),
    said: (made) => `已登记为线索第${made?.number}号`,
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromClue({ source, receivedOn, about, amount });
    say(missing);
    if (missing !== null) return;
    save.run({
      ...{ source: source.trim(), level, externalNo: externalNo.trim() || null, receivedOn },
      ...{ office: office?.id ?? null, about: about.trim(), amount: fenOf(amount) ?? null },
      ...{ risk: high ? 'high' : 'normal', major, complex },
    });
  };
  return (
    <FormDialog
      title="登记线索"
      ok="登记"
      testId="save-clue"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{caseWords.clue}</p>
      <div className="row pair">
        <TextLine label="来源" testId="clue-source" placeholder="群众举报" value={source} onChange={setSource} />
        <ChoiceLine
          label="层级"
          options={LEVELS.map((value) => ({ value, label: clueLevelWords[value] }))}
          value={level}
          onChange={(chosen) => setLevel(chosen ?? 'city')}
        />
      </div>
      <div className="row pair">
        <TextLine label="收到日期" type="date" until={today} value={receivedOn} onChange={setReceivedOn} />
        <TextLine label="原编号（可不填）" max={100} value={externalNo} onChange={setExternalNo} />
      </div>
      <TextBlock label="反映的问题" testId="clue-about" max={4000} value={about} onChange={setAbout} />
      <div className="row pair">
        <OfficeChoice campaign={board.id} label="交哪家核查（可不选）" clearable value={office} onChange={setOffice} />
        <TextLine
          label="涉及金额，元（不清楚的不填）"
          testId="clue-amount"
          inputMode="decimal"
          value={amount}
          onChange={setAmount}
        />
      </div>
      <div className="row">
        <Checkbox checked={high} onChange={(e) => setHigh(e.target.checked)}>
          高风险
        </Checkbox>
        <Checkbox checked={major} data-testid="clue-major" onChange={(e) => setMajor(e.target.checked)}>
          重大
        </Checkbox>
        <Checkbox checked={complex} onChange={(e) => setComplex(e.target.checked)}>
          上级交办、情况复杂（30个工作日）
        </Checkbox>
      </div>
      {major && <p className="tone-warn bare">{caseWords.major}</p>}
    </FormDialog>
  );
}
