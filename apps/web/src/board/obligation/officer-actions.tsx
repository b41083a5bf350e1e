import type { ObligationView } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../frame/reason-dialog.js';
import { useRight } from '../frame/signed-in.js';
import { type OfficerAct, officerActs, undoPaper } from '../logic/officer-acts.js';
import { ExtensionForm } from './extension-form.js';
import { NilForm } from './nil-form.js';
import { PaperForm } from './paper-form.js';
import { ProgressForm } from './progress-form.js';
import { ProvisionalForm } from './provisional-form.js';
import { RegisterForm } from './register-form.js';

const LABELS: Readonly<Record<OfficerAct, string>> = {
  register: '代收登记',
  nil: '代登零报告',
  progress: '标注进度',
  extension: '代登延期申请',
  paper: '登记纸质原件',
  provisional: '登记快报数',
};

/** What came another way than by the desk: a sheet, a nil report, its sealed original; what was said on the telephone. */
export function OfficerActions({ view }: { readonly view: ObligationView }) {
  const [doing, setDoing] = useState<OfficerAct | 'undo-paper' | null>(null);
  const may = useRight();
  if (!may('sheet.decide')) return null;
  const undo = undoPaper(view);
  const close = (): void => setDoing(null);
  return (
    <fieldset className="bare-fieldset row">
      <legend className="unseen">代为登记</legend>
      {officerActs(view).map((act) => (
        <Button key={act} data-testid={act} onClick={() => setDoing(act)}>
          {LABELS[act]}
        </Button>
      ))}
      {undo && (
        <Button data-testid="undo-paper" onClick={() => setDoing('undo-paper')}>
          {undo.label}
        </Button>
      )}
      {doing === 'register' && <RegisterForm view={view} onClose={close} />}
      {doing === 'nil' && <NilForm view={view} onClose={close} />}
      {doing === 'progress' && <ProgressForm view={view} onClose={close} />}
      {doing === 'extension' && <ExtensionForm view={view} onClose={close} />}
      {doing === 'paper' && <PaperForm view={view} onClose={close} />}
      {doing === 'provisional' && <ProvisionalForm view={view} onClose={close} />}
      {doing === 'undo-paper' && undo && <ReasonDialog act={undo} said={() => '已撤销原件登记'} onEnd={close} />}
    </fieldset>
  );
}
