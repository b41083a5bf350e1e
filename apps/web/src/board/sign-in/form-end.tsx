import { Button } from 'antd';
import { RefusalBox } from '../frame/refusal-box.js';

interface End {
  readonly refusal: string | null;
  readonly label: string;
  readonly testId: string;
  readonly busy: boolean;
  /** Where one's own account is changed: no wider than its word. */
  readonly narrow?: boolean;
}

/** How a form of accounts ends: what was refused, then the one button that goes on. */
export function FormEnd({ refusal, label, testId, busy, narrow = false }: End) {
  return (
    <>
      <RefusalBox refusal={refusal} />
      <div>
        <Button
          type="primary"
          size={narrow ? 'middle' : 'large'}
          htmlType="submit"
          data-testid={testId}
          loading={busy}
          block={!narrow}
        >
          {label}
        </Button>
      </div>
    </>
  );
}
