import type { ObligationView } from '@duban/api/types';
import { dayWithWeekday, minuteText } from '../../shared/china-time.js';
import { progressWords } from '../words.js';

/** What stands around the sheet: the office's own progress, requests, nil reports, the sealed original, figures phoned in. */
export function AroundFacts({ view }: { readonly view: ObligationView }) {
  const { cell, extensions, nils, provisional, progressBy, stale } = view;
  return (
    <>
      {cell.progress && (
        <Fact name="填报进度">
          {progressWords[cell.progress]}
          {progressBy && (
            <span className="quiet">
              （{minuteText(progressBy.at)} {progressBy.by}标注）
            </span>
          )}
        </Fact>
      )}
      {extensions.map((e) => (
        <Fact key={e.id} name="延期申请">
          {e.label}　申请延至{dayWithWeekday(e.until)}　{e.reason}
          {e.answer && `　答复：${e.answer}`}
        </Fact>
      ))}
      {nils.map((n) => (
        <Fact key={n.id} name="零报告">
          {n.state === 'standing' ? '有效' : `已退回：${n.returnReason ?? ''}`}　{n.signerTitle}（{n.signedAs}）签发
          {`　${n.reason}`}
        </Fact>
      ))}
      {(cell.paperDue || cell.paperArrivedAt !== null) && (
        <Fact name="纸质原件">
          {cell.paperArrivedAt === null ? '未收到' : `${minuteText(cell.paperArrivedAt)}收到　${view.paperBy ?? ''}`}
          {cell.paperDue && <span className="quiet">（时限 {dayWithWeekday(cell.paperDue)}）</span>}
        </Fact>
      )}
      {provisional.length > 0 && (
        <Fact name="快报数">{provisional.map(({ label, display }) => `${label}${display}`).join('　')}</Fact>
      )}
      {stale && (
        <Fact name="汇总数据待更新">
          {minuteText(stale.since)}　{stale.reason}
        </Fact>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
