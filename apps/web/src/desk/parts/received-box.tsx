import type { DeskItem } from '@duban/api/types';
import { countWords } from '../logic/group-findings.js';
import type { Answer } from '../logic/handing.js';
import type { ReceiptFacts } from '../logic/receipt-words.js';
import { Findings } from './findings.js';
import { MarkedLink } from './marked-link.js';
import { Receipt } from './receipt.js';

interface ReceivedProps {
  readonly item: DeskItem;
  readonly office: string;
  readonly answer: Extract<Answer, { kind: 'receipt' }>;
}

/** The answer to 上传报送: the receipt, and what checking said. */
export function ReceivedBox({ item, office, answer }: ReceivedProps) {
  const { receipt, fileName } = answer;
  const returned = receipt.outcome === 'returned';
  const facts: ReceiptFacts = {
    ...receipt,
    office,
    what: item.what,
    fileName: receipt.repeated ? nameThen(item, answer) : fileName,
  };
  const decision = item.decision?.submission === receipt.submission ? item.decision : null;
  return (
    <div className={returned ? 'bad' : 'good'}>
      <h4>{headline(answer)}</h4>
      <p>{next(item, answer)}</p>
      <Receipt facts={facts} />
      {returned && decision?.hasMarked && <MarkedLink decision={decision.id} item={item} />}
      {receipt.findings.length > 0 && <h4>审核提示：{countWords(receipt.findings)}</h4>}
      <Findings findings={receipt.findings} />
    </div>
  );
}

function headline({ receipt }: ReceivedProps['answer']): string {
  if (receipt.repeated) return '此前已收到：内容完全相同的文件，没有重复登记。以下是当时的回执';
  return receipt.outcome === 'returned' ? '已收到，但有必须改的地方，已退回修改' : '已收到，报送成功';
}

function next(item: DeskItem, { receipt }: ReceivedProps['answer']): string {
  if (receipt.outcome === 'returned') return '收到时间已经记录。请按下面的审核提示改好后重新报送。';
  if (receipt.repeated && item.cell.state === 'returned')
    return '这份材料已被退回修改，内容没有变化：请按退回意见改好后再报。';
  return '市局审核后如需修改，会另行通知；没有通知即无需再做什么。';
}

/** The same bytes may have come under another name: the receipt of then keeps its own. */
function nameThen(item: DeskItem, { receipt }: ReceivedProps['answer']): string | null {
  return item.latest?.id === receipt.submission ? item.latest.fileName : null;
}
