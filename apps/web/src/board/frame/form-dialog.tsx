import { Modal } from 'antd';
import { type FormEvent, type ReactNode, useId } from 'react';
import { RefusalBox } from './refusal-box.js';

interface FormDialogProps {
  readonly title: string;
  /** What the button does. */
  readonly ok: string;
  readonly testId: string;
  readonly busy: boolean;
  readonly refusal: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** A form in a window: Enter sends it, Escape leaves it; a refusal stands beside the button and what was written stays. */
export function FormDialog({ title, ok, testId, busy, refusal, onSubmit, onClose, danger, children }: FormDialogProps) {
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ htmlType: 'submit', form: id, 'data-testid': testId, danger: danger ?? false }}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <form id={id} className="stack" noValidate onSubmit={submit}>
        {children}
        <RefusalBox refusal={refusal} />
      </form>
    </Modal>
  );
}
