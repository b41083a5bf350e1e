import type { DeskItem } from '@duban/api/types';
import { DownloadLink } from './download-link.js';

interface Marked {
  readonly decision: string;
  /** What it was handed in for, and whether it still may be. */
  readonly item: Pick<DeskItem, 'what' | 'open'>;
}

/** The returned workbook with its marks. */
export function MarkedLink({ decision, item }: Marked) {
  return (
    <p className="actions">
      <DownloadLink
        path={`/api/desk/marked?decision=${encodeURIComponent(decision)}`}
        name={`退回修改-${item.what}.xlsx`}
        testId="marked"
      >
        下载已标注的表
      </DownloadLink>
      <span className="quiet">
        {item.open ? '问题单元格已标色并写明原因，可直接在上面改好后报送。' : '问题单元格已标色并写明原因。'}
      </span>
    </p>
  );
}
