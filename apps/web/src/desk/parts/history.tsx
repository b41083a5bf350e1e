import type { DeskItem, SubmissionView } from '@duban/api/types';
import { useId, useState } from 'react';
import { minuteText } from '../../shared/china-time.js';
import { sizeWords } from '../logic/check-choice.js';
import { countWords } from '../logic/group-findings.js';
import { superseded } from '../logic/superseded.js';
import { channelWords } from '../words.js';
import { DecisionBox } from './decision-box.js';
import { DownloadLink } from './download-link.js';
import { Findings } from './findings.js';
import { Receipt } from './receipt.js';

interface HistoryProps {
  readonly item: DeskItem;
  readonly office: string;
}

/** What was handed in last: file, receipt, findings; closed until asked for. */
export function History({ item, office }: HistoryProps) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  const { latest } = item;
  if (latest === null) return null;
  return (
    <div className="history">
      <button type="button" className="link" aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
        {open ? '收起' : '查看'}已报材料：第{latest.version}版，{minuteText(latest.receivedAt)}
      </button>
      <div id={panel}>{open && <Version {...{ item, office, latest }} />}</div>
    </div>
  );
}

function Version({ item, office, latest }: HistoryProps & { readonly latest: SubmissionView }) {
  return (
    <>
      <p className="facts">
        <span>{channelWords[latest.channel]}</span>
        <span>报送人：{latest.receivedBy}</span>
        <span>大小：{sizeWords(latest.size)}</span>
        <span>{latest.findings.length === 0 ? '没有审核提示' : `审核提示：${countWords(latest.findings)}`}</span>
      </p>
      <p className="actions">
        <DownloadLink path={`/api/desk/file?submission=${encodeURIComponent(latest.id)}`} name={latest.fileName}>
          下载当时报送的文件
        </DownloadLink>
      </p>
      <Receipt facts={{ ...latest, office, what: item.what }} />
      <Findings findings={latest.findings} />
      {item.decision && superseded(item) && (
        <>
          <h4>上一版的审核意见</h4>
          <DecisionBox decision={item.decision} item={item} />
        </>
      )}
    </>
  );
}
