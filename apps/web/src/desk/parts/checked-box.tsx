import type { Checked } from '@duban/api/types';
import { countWords } from '../logic/group-findings.js';
import { Findings } from './findings.js';

/** The answer to 先查后报. */
export function CheckedBox({ checked, fileName }: { readonly checked: Checked; readonly fileName: string }) {
  const { fit, findings } = checked;
  return (
    <div className={fit ? 'good' : 'bad'}>
      <h4>检查结果（没有报送）：{findings.length === 0 ? '没有发现疑点' : countWords(findings)}</h4>
      <p>
        {fit
          ? `“${fileName}”可以报送：点“上传报送”正式提交。`
          : `“${fileName}”现在报送会被退回修改。请按下表改好、保存，再点“换一个文件”重新选择。`}
      </p>
      <Findings findings={findings} />
    </div>
  );
}
