import type { AskExtensionBody, DeskItem, NilBody, ProgressBody } from '@duban/api/types';
import { type FormEvent, useState } from 'react';
import { longDay } from '../../shared/china-time.js';
import { send } from '../api/ask.js';
import { declareNil } from '../api/declare-nil.js';
import type { Outcome, Refusal } from '../logic/refusal.js';
import { progressWords, aroundWords as words } from '../words.js';
import { ProblemBox } from './problem-box.js';

interface AroundProps {
  readonly item: DeskItem;
  readonly reread: () => Promise<void>;
}

const STAGES = ['filling', 'approving', 'sealing'] as const;

/** What a clerk may say of a debt besides filing it: how far it is, that there is nothing to report, that more time is needed. */
export function AroundBox({ item, reread }: AroundProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const done = async (outcome: Outcome<unknown>): Promise<void> => {
    setRefusal(outcome.ok ? null : outcome.refusal);
    await reread();
  };
  const { extension } = item;
  if (!item.owed) return extension?.state === 'asked' ? null : <Answered item={item} />;
  const { obligation, revision } = item;
  const post = async <B extends object>(path: string, body: B) => done(await send(path, body, { revision }));
  const set = (progress: ProgressBody['progress']) => post<ProgressBody>('/desk/progress', { obligation, progress });
  return (
    <div className="around">
      <fieldset>
        <legend>{words.progress}</legend>
        {STAGES.map((stage) => (
          <button
            key={stage}
            type="button"
            aria-pressed={item.cell.progress === stage}
            data-testid={`progress-${stage}`}
            onClick={() => void set(item.cell.progress === stage ? null : stage)}
          >
            {progressWords[stage]}
          </button>
        ))}
        <p className="quiet">{words.progressHint}</p>
      </fieldset>
      <Answered item={item} />
      {extension?.state === 'asked' ? (
        <p>
          <button
            type="button"
            onClick={async () => done(await send('/desk/extensions/withdraw', { request: extension.id }))}
          >
            {words.withdraw}
          </button>
        </p>
      ) : (
        <ExtensionForm ask={(said) => post<AskExtensionBody>('/desk/extensions', { obligation, ...said })} />
      )}
      <NilForm
        declare={async (said, scan) => done(await declareNil({ said: { obligation, ...said }, scan, revision }))}
      />
      {refusal && <ProblemBox text={refusal.text} hint="" />}
    </div>
  );
}

/** What became of the last request and the last nil report. */
function Answered({ item: { extension, nil } }: { readonly item: DeskItem }) {
  return (
    <>
      {extension && (
        <p data-testid="extension">
          延期申请（延至{longDay(extension.until)}）：{extension.label}
          {extension.answer ? `。${extension.answer}` : ''}
        </p>
      )}
      {nil && <p>零报告：{nil.state === 'standing' ? '已收到' : `已退回。${nil.returnReason ?? ''}`}</p>}
    </>
  );
}

function ExtensionForm({ ask }: { readonly ask: (said: { until: string; reason: string }) => Promise<void> }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    void ask({ until: String(said.get('until')), reason: String(said.get('reason')) });
  };
  return (
    <details>
      <summary>{words.extend}</summary>
      <form onSubmit={submit}>
        <p className="quiet">{words.extendHint}</p>
        <label>
          {words.until} <input type="date" name="until" required />
        </label>
        <label>
          {words.extendReason} <textarea name="reason" required maxLength={2000} />
        </label>
        <button type="submit">{words.ask}</button>
      </form>
    </details>
  );
}

type NilSaid = Pick<NilBody, 'reason' | 'signedAs' | 'signerTitle'>;

function NilForm({ declare }: { readonly declare: (said: NilSaid, scan: File | null) => Promise<void> }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const text = (name: string) => String(said.get(name) ?? '');
    const scan = said.get('scan');
    void declare(
      { reason: text('reason'), signedAs: text('signedAs'), signerTitle: text('signerTitle') },
      scan instanceof File && scan.size > 0 ? scan : null,
    );
  };
  return (
    <details>
      <summary>{words.nil}</summary>
      <form onSubmit={submit}>
        <p className="quiet">{words.nilHint}</p>
        <label>
          {words.nilReason} <textarea name="reason" required maxLength={2000} />
        </label>
        <label>
          {words.signedAs} <input name="signedAs" required maxLength={50} />
        </label>
        <label>
          {words.signerTitle} <input name="signerTitle" required maxLength={100} />
        </label>
        <label>
          {words.scan} <input type="file" name="scan" />
        </label>
        <button type="submit">{words.declare}</button>
      </form>
    </details>
  );
}
