import { Button, Dropdown } from 'antd';

interface Asked {
  readonly label: string;
  /** What is about to be done, in words. */
  readonly sure: string;
  readonly busy: boolean;
  readonly onSure: () => void;
  readonly testId?: string;
  readonly danger?: boolean;
}

/** A button in two steps: what it does shuts somebody out. */
export function SureButton({ label, sure, busy, onSure, testId, danger = false }: Asked) {
  const items = [{ key: 'yes', label: sure, danger: true }];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: onSure }}>
      <Button size="small" danger={danger} data-testid={testId} loading={busy}>
        {label}
      </Button>
    </Dropdown>
  );
}
