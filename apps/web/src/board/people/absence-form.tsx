import type { Board, ContactListed } from '@duban/api/types';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { ChoiceLine, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { isServing, missingFromAbsence, servesInWords } from '../logic/contacts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { contactWords } from '../words.js';

interface Leaving {
  readonly board: Board;
  readonly contact: ContactListed;
  readonly people: readonly ContactListed[];
  readonly onClose: () => void;
}

/** 登记外出: both days included; who stands in. */
export function AbsenceForm({ board, contact, people, onClose }: Leaving) {
  const today = dayOf(board.now);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const [standIn, setStandIn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.contactVerb(board.id, contact.id, 'absences'),
    said: () => '外出已登记',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromAbsence({ from, until });
    say(missing);
    if (missing === null) save.run({ from, until, standIn, reason: reason.trim() });
  };
  return (
    <FormDialog
      title={`登记外出：${contact.title}`}
      ok="登记"
      testId="save-absence"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{contactWords.absent}</p>
      <div className="row">
        <TextLine label="外出第一天" testId="absent-from" type="date" value={from} onChange={setFrom} />
        <TextLine
          label="外出最后一天"
          testId="absent-until"
          type="date"
          from={from}
          value={until}
          onChange={setUntil}
        />
      </div>
      <ChoiceLine
        label="代办人（可不选）"
        testId="absent-stand-in"
        clearable
        placeholder="本单位另一位联系人"
        options={people
          .filter((p) => p.id !== contact.id && isServing(p, today))
          .map((p) => ({ value: p.id, label: `${p.title}（${servesInWords(p.serves)}）` }))}
        value={standIn}
        onChange={setStandIn}
      />
      <TextLine
        label="事由（可不填）"
        testId="absent-reason"
        value={reason}
        onChange={setReason}
        help="如：出差、年休假。不写病情。"
      />
    </FormDialog>
  );
}
