import type { When } from '../syntax.js';
import type { EventKind } from '../types.js';
import type { Cursor } from './cursor.js';

/** What may follow an event: without it 检查, 移交, 会议 are ordinary words of the duty. */
const ANCHOR =
  /(?=(?:召开|开始|结束|终了|届满|完成|期满)?(?:之日|当日|当天|之时|次日|后|起|以后|之后|前|之前)|(?:召开|结束|完成)?\d+个?(?:小时|分钟|[日天]|工作日|自然日)(?:之?内|以内|前)|半个?小时)/y;

const EVENTS: readonly (readonly [EventKind, RegExp])[] = [
  [
    'rectification',
    /(?:收到|接到)?(?:整改|责令改正|限期整改|责令整改|问题整改)(?:通知|通知书|函|决定书)(?:送达|下达|下发|发出|收到)?/y,
  ],
  ['decision', /(?:收到|接到)?(?:行政)?(?:处罚|处理)(?:决定|决定书)(?:送达|作出|下达|生效)?/y],
  [
    'clue',
    /(?:收到|接到|接收|领取)(?:线索|举报|移交线索|交办线索|问题线索|疑点数据|交办件|转办件|信访件|督办件|督办单|督办函|反馈意见|移交材料)|线索(?:收到|下发|接收|移交|交办)/y,
  ],
  ['receipt', /收到(?=后|之日)|(?:收到|接到|接|签收|收)(?:本|该|此)?(?:通知|文件|函|通报|来文|来函|文)(?:书)?/y],
  ['call', /(?:接|接到)(?:电|电话|电话通知)(?:通知)?/y],
  [
    'issue',
    /(?:本|该|此)?(?:通知|文件|方案|意见|办法|公告|通报)?(?:正式)?(?:印发|下发|发文|发布|公布|发出|成文)|(?:本|该)(?:通知|文件|方案)(?=之日|后)/y,
  ],
  ['meeting', /(?:本次|动员|部署|推进|视频|工作|调度|联席|启动)*(?:会议|会)(?:召开|结束|闭幕)?/y],
  ['training', /(?:业务|集中)?培训(?:班|会)?(?:结束)?/y],
  ['inspection', /(?:现场|联合|专项|飞行|交叉)?(?:检查|核查|飞检|抽查|复查|审计)(?:工作|组)?(?:结束|完成|进驻|开始)?/y],
  ['filing', /立案(?:调查)?/y],
  ['acceptance', /(?:正式)?受理(?:申请|举报)?/y],
  ['assignment', /(?:任务)?(?:交办|转办|派发|任务下达|任务下发|分派)/y],
  ['transfer', /(?:案件|线索|材料)?(?:移送|移交)/y],
  ['incident', /事发|事件发生|事故发生|案发|发生(?:之)?/y],
  ['discovery', /发现(?:问题|线索|异常|舆情)?/y],
  [
    'completion',
    /(?:案件|任务|整改|核查|工作)?(?:办结|结案|完成|整改到位)|(?:公示|活动|行动|整治|自查)(?:工作)?(?:期满|结束)/y,
  ],
  ['publicity', /公示/y],
];

/** `会后`, `自印发之日起`, `接电后`, `事发1小时内`: an event, only where something is counted from it. */
export function event(cursor: Cursor): When | null {
  const start = cursor.pos;
  const kind = ANCHORED.find(([, pattern]) => cursor.take(pattern))?.[0];
  return kind ? { is: 'event', event: kind, start, end: cursor.pos } : null;
}

/** One pattern each, so that 通知书 gives way to 通知 only where the anchor then fits. */
const ANCHORED = EVENTS.map(
  ([kind, pattern]) => [kind, new RegExp(`(?:${pattern.source})${ANCHOR.source}`, 'y')] as const,
);
