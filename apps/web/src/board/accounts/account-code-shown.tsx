import type { AccountCode } from '@duban/api/types';
import { Modal } from 'antd';
import { minuteText } from '../../shared/china-time.js';
import { CopyButton } from '../frame/copy-button.js';

interface Shown {
  readonly code: (AccountCode & { readonly login: string }) | null;
  readonly onClose: () => void;
}

/** 账户码, shown once: handed over in person or by telephone. */
export function AccountCodeShown({ code, onClose }: Shown) {
  return (
    <Modal open={code !== null} title="账户码" footer={null} onCancel={onClose} destroyOnHidden>
      {code && (
        <div className="stack">
          <p>
            请当面或打电话告诉 {code.login} 的本人：在登录页点“首次登录或忘记口令”输入。只能用一次，
            {minuteText(code.expiresAt)} 前有效；关闭后不再显示。
          </p>
          <div className="row">
            <strong className="code" data-testid="account-code-text">
              {code.code}
            </strong>
            <CopyButton text={code.code} label="复制账户码" />
          </div>
        </div>
      )}
    </Modal>
  );
}
