import type { Board } from '@duban/api/types';
import { App, Button } from 'antd';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';

type Stale = NonNullable<Board['documents'][number]['stale']>;

/** 重新编制: the report from the corrected sheets, with 核稿 → 会签 → 签发 from the start. */
export function Recompile({ campaign, stale }: { readonly campaign: string; readonly stale: Stale }) {
  const { modal } = App.useApp();
  const again = useAction({ url: urls.recompile(campaign), said: () => '已重新编制，待核稿' });
  const ask = (): void => {
    modal.confirm({
      title: '按更正后的材料重新汇总并编制总结报告？',
      content: `依据的数据已有变动（${stale.reason}）。重新编制后从核稿开始；已签发的文稿保留不动。`,
      okText: '重新编制',
      cancelText: '取消',
      okButtonProps: { 'data-testid': 'confirm-recompile' },
      onOk: () => again.run(null),
    });
  };
  return (
    <Button size="small" data-testid="recompile" loading={again.busy} onClick={ask}>
      重新编制
    </Button>
  );
}
