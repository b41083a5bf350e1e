import { DownloadLink } from './download-link.js';

/** The returned workbook with its marks. */
export function MarkedLink({ decision, what }: { readonly decision: string; readonly what: string }) {
  return (
    <p className="actions">
      <DownloadLink
        path={`/api/desk/marked?decision=${encodeURIComponent(decision)}`}
        name={`退回修改-${what}.xlsx`}
        testId="marked"
      >
        下载已标注的表
      </DownloadLink>
      <span className="quiet">问题单元格已标色并写明原因，可直接在上面改好后报送。</span>
    </p>
  );
}
