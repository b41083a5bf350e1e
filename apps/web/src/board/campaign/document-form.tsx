import type { Amended, AmendmentPreview, Board } from '@duban/api/types';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { getJson } from '../api/client.js';
import { useSeeds } from '../api/queries.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { ChoiceLine, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { Loaded } from '../frame/loaded.js';
import { amendmentSentence, documentsOf, openInWords } from '../logic/amendment.js';
import { standsInTheWay, thenSentence } from '../logic/plan-changes.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { WhatNext } from './what-next.js';

interface Amending {
  readonly board: Board;
  readonly onClose: () => void;
}

/** 按补充文件修改: a later document goes into the running campaign, once it has been seen what it changes. */
export function DocumentForm({ board, onClose }: Amending) {
  const seeds = useSeeds().data ?? [];
  const [document, setDocument] = useState<string | null>(null);
  const [effective, setEffective] = useState(dayOf(board.now));
  const { refusal, say, refused } = useRefusal();
  const ready = document !== null && effective !== '';
  const url = urls.amendment(board.id, document ?? '', effective);
  const preview = useQuery({ queryKey: [url], queryFn: () => getJson<AmendmentPreview>(url), enabled: ready });
  const act = useAction<Amended>({
    url: urls.change(board.id, 'amendment'),
    ...(preview.data ? { revision: preview.data.revision } : {}),
    said: (done) => (done ? `已修改，涉及 ${done.tell.length} 家。${thenSentence(done.next)}` : '已修改'),
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = ready ? openInWords(preview.data?.questions ?? []) : '请选择补充文件和生效日期。';
    say(missing);
    if (missing === null && preview.data) act.run({ document, effective });
  };
  return (
    <FormDialog
      title="按补充文件修改"
      ok="确认修改"
      testId="submit-change"
      busy={act.busy || preview.isLoading}
      refusal={standsInTheWay(board, refusal)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceLine
        label="补充文件"
        testId="amend-document"
        options={documentsOf(seeds)}
        value={document}
        onChange={setDocument}
        help="方案文件夹里的文件。已经报送、审结的不受影响。"
      />
      <TextLine label="生效日期" testId="amend-day" type="date" value={effective} onChange={setEffective} />
      {ready && (
        <Loaded query={preview}>
          {(p) =>
            p.questions.length > 0 ? (
              <p className="tone-warn bare">{openInWords(p.questions)}</p>
            ) : (
              <WhatNext sentence={`${amendmentSentence(p)}，告知 ${p.tell.length} 家`} next={p.next} />
            )
          }
        </Loaded>
      )}
    </FormDialog>
  );
}
