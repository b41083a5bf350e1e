import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';

interface Copying {
  readonly text: string;
  readonly label: string;
}

/** Copies text. The clipboard is closed to pages on a plain http address of an intranet: then the old command is used. */
export function CopyButton({ text, label }: Copying) {
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    if (await copied(text)) void message.success('已复制');
    else void message.warning('浏览器不允许复制，请选中文字后按 Ctrl+C。');
  };
  return (
    <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
      {label}
    </Button>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByCommand(text);
  }
}

function copiedByCommand(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
