import type { DeskItem } from '@duban/api/types';
import { endings, offered, sizeWords } from '../logic/check-choice.js';
import type { HandingControls } from '../use-handing.js';
import { DownloadLink } from './download-link.js';
import { ProgressLine } from './progress-line.js';

interface PickerProps {
  readonly item: DeskItem;
  readonly handing: HandingControls;
  /** Id of the heading that says which item the buttons belong to. */
  readonly describedBy: string;
}

/** The buttons: template, check, hand in; what is chosen; how far it is. */
export function FilePicker({ item, handing, describedBy }: PickerProps) {
  const { file, sending, input, choose, take, act } = handing;
  const busy = sending !== null;
  const ending = endings[item.form];
  return (
    <>
      <div className="actions">
        <DownloadLink
          path={`/api/desk/template?obligation=${encodeURIComponent(item.obligation)}`}
          name={`${item.what}${ending}`}
          testId="template"
          describedBy={describedBy}
        >
          下载模板
        </DownloadLink>
        <button
          type="button"
          data-testid="check"
          disabled={busy}
          aria-describedby={describedBy}
          onClick={() => act('check')}
        >
          先查后报
        </button>
        <button
          type="button"
          // While the bureau looks at a version, another one is the exception.
          className={item.cell.days === null ? '' : 'primary'}
          data-testid="hand-in"
          disabled={busy}
          aria-describedby={describedBy}
          onClick={() => act('hand-in')}
        >
          上传报送
        </button>
        <input
          ref={input}
          type="file"
          accept={offered(item.form)}
          className="off-screen"
          tabIndex={-1}
          aria-label={`选择${item.what}的文件（${ending}）`}
          data-testid={`file-${item.obligation}`}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file, corrected and chosen again, is a change as well.
            event.target.value = '';
          }}
        />
      </div>
      {sending ? (
        <ProgressLine sending={sending} />
      ) : (
        <p className="chosen" aria-live="polite">
          {file ? (
            <>
              <span>
                已选：<strong>{file.name}</strong>（{sizeWords(file.size)}），尚未报送。
              </span>
              <button type="button" className="link" onClick={() => choose(null)}>
                换一个文件
              </button>
            </>
          ) : (
            <span className="quiet">点按钮选择填好的 {ending} 文件，或把文件拖到这里。“先查后报”只检查，不登记。</span>
          )}
        </p>
      )}
    </>
  );
}
