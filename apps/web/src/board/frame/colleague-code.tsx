import type { NewCode } from '@duban/api/types';
import { Modal } from 'antd';
import { useState } from 'react';
import { minuteText } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { CopyButton } from './copy-button.js';

/** 同事登录码: a one-time code for a colleague's browser, shown once. */
export function ColleagueCode() {
  const [code, setCode] = useState<NewCode | null>(null);
  const ask = useAction<NewCode>({ url: urls.newCode, onDone: setCode });
  return (
    <>
      <button
        type="button"
        className="top-button"
        data-testid="new-code"
        disabled={ask.busy}
        onClick={() => ask.run(null)}
      >
        同事登录码
      </button>
      <Modal open={code !== null} title="同事登录码" footer={null} onCancel={() => setCode(null)} destroyOnHidden>
        {code && (
          <div className="stack">
            <p>请同事在登录页输入。只能用一次，{minuteText(code.expiresAt)} 前有效；关闭后不再显示。</p>
            <div className="row">
              <strong className="code" data-testid="new-code-text">
                {code.code}
              </strong>
              <CopyButton text={code.code} label="复制登录码" />
            </div>
          </div>
        )}
      </Modal>
    </>
  );
}
