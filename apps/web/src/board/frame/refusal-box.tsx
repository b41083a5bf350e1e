import { Alert } from 'antd';

/** Why it did not go through, beside what must be mended; read out when it appears. */
export function RefusalBox({ refusal }: { readonly refusal: string | null }) {
  return <div role="alert">{refusal && <Alert type="error" showIcon title={refusal} />}</div>;
}
