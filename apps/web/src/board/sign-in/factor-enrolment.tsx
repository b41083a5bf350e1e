import type { Enrolment } from '@duban/api/types';
import { QrCode } from '../../shared/qr-code.js';
import { accountWords } from '../words.js';
import { Field } from './field.js';

interface Binding {
  readonly enrolment: Enrolment;
  readonly code: string;
  readonly onChange: (code: string) => void;
}

/** An app to be bound: scan, then type its first code. */
export function FactorEnrolment({ enrolment, code, onChange }: Binding) {
  return (
    <div className="stack">
      <p>{accountWords.scan}</p>
      <QrCode qr={enrolment.qr} label="验证器二维码" />
      <p className="quiet">
        不能扫码时，手工输入密钥：
        <span className="mono" data-testid="totp-secret">
          {enrolment.secret}
        </span>
      </p>
      <Field
        id="first-code"
        label="验证器上的6位动态码"
        autoComplete="one-time-code"
        value={code}
        onChange={onChange}
      />
    </div>
  );
}
