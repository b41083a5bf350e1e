import { Alert, Button } from 'antd';
import { CopyButton } from '../frame/copy-button.js';
import { accountWords } from '../words.js';

/** Ten codes for the day the phone is gone; shown once. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  return (
    <div className="stack">
      <h1>备用码</h1>
      <Alert type="warning" showIcon title={accountWords.recovery} />
      <ul className="plain mono" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="复制备用码" />
      <Button type="primary" size="large" data-testid="recovery-kept" onClick={onDone} block>
        已经抄存好，继续
      </Button>
    </div>
  );
}
