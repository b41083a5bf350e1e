import type { Assumption } from './assume-answers.js';
import type { OfficeOutcome } from './outcome.js';
import type { Record } from './record.js';
import type { TimelineEntry } from './timeline.js';

interface Page {
  readonly title: string;
  readonly record: Record;
  readonly timeline: readonly TimelineEntry[];
  readonly offices: readonly OfficeOutcome[];
  /** What the notice leaves open and was taken for granted. */
  readonly assumed: readonly Assumption[];
}

/** What each kind of event is called and how it is drawn; kinds that are not here do not appear on the page. */
const KINDS: Readonly<{ [kind: string]: { readonly label: string; readonly colour: string } }> = {
  'campaign-launched': { label: '启动', colour: '#1f4e79' },
  'phase-began': { label: '阶段开始', colour: '#7f7f7f' },
  'phase-ended': { label: '阶段结束', colour: '#7f7f7f' },
  'message-sent': { label: '消息', colour: '#5b9bd5' },
  'task-created': { label: '待办', colour: '#f4b183' },
  'call-logged': { label: '电话', colour: '#ed7d31' },
  'task-done': { label: '办结', colour: '#c55a11' },
  'sheet-handed-in': { label: '报送', colour: '#70ad47' },
  'sheet-refused': { label: '拒收', colour: '#a50021' },
  'sheet-returned': { label: '退回', colour: '#c00000' },
  'decided-accept': { label: '通过', colour: '#375623' },
  'round-frozen': { label: '截止', colour: '#7030a0' },
  'round-merged': { label: '汇总', colour: '#7030a0' },
  'report-compiled': { label: '成稿', colour: '#1f4e79' },
  'document-reviewed': { label: '核稿', colour: '#1f4e79' },
  'document-countersigned': { label: '会签', colour: '#1f4e79' },
  'document-issued': { label: '签发', colour: '#1f4e79' },
};

const DAY_MS = 86_400_000;
const LEFT = 120;
const WIDTH = 1280;
const ROW = 26;

/** One self-contained HTML page: a lane per office over the days of the campaign, the closing table, and every event as a line. No script, no request. */
export function pageOf({ title, record, timeline, offices, assumed }: Page): string {
  const shown = timeline.filter((e) => e.kind in KINDS);
  const bureau = { office: '', name: '市局' };
  const lanes = [bureau, ...offices];
  const days = shown.map((e) => dayNumber(e.at));
  const first = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - first);
  const x = (at: string): number =>
    LEFT + ((dayNumber(at) + minuteShare(at) - first) / (span + 1)) * (WIDTH - LEFT - 20);
  const laneOf = new Map(lanes.map((lane, i) => [lane.office, i]));
  const shared = new Map(record.messages.map((m) => [m.id, officesOf(m)]));
  const owners = (e: TimelineEntry): readonly string[] => shared.get(e.subject) ?? [officeIn(e.subject, offices)];
  const namesOf = (e: TimelineEntry): string =>
    owners(e)
      .map((id) => offices.find((o) => o.office === id)?.name ?? '')
      .join('、');
  const dots = shown.flatMap((e) => {
    return owners(e).map((office) => {
      const y = 46 + (laneOf.get(office) ?? 0) * ROW;
      const kind = KINDS[e.kind];
      return `<circle cx="${x(e.at).toFixed(1)}" cy="${y}" r="4" fill="${kind?.colour}"><title>${escapeHtml(`${e.at} ${kind?.label} ${e.text}`)}</title></circle>`;
    });
  });
  const dues = [...new Set(record.rounds.map((r) => r.due))].map(
    (due) =>
      `<line x1="${x(`${due} 23:59`)}" x2="${x(`${due} 23:59`)}" y1="30" y2="${46 + lanes.length * ROW}" stroke="#c00000" stroke-dasharray="4 3"/><text x="${x(`${due} 23:59`)}" y="24" text-anchor="middle" fill="#c00000">${due.slice(5)} 截止</text>`,
  );
  const months = monthMarks(first, span).map(
    (m) =>
      `<line x1="${x(m)}" x2="${x(m)}" y1="34" y2="${46 + lanes.length * ROW}" stroke="#ddd"/><text x="${x(m)}" y="12" fill="#666">${m.slice(0, 7)}</text>`,
  );
  const names = lanes.map(
    (lane, i) =>
      `<text x="6" y="${50 + i * ROW}">${escapeHtml(lane.name)}</text><line x1="${LEFT}" x2="${WIDTH - 10}" y1="${46 + i * ROW}" y2="${46 + i * ROW}" stroke="#eee"/>`,
  );
  const legend = Object.values(KINDS)
    .filter((k, i, all) => all.findIndex((o) => o.label === k.label) === i)
    .map((k) => `<span><i style="background:${k.colour}"></i>${k.label}</span>`);
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>推演：${escapeHtml(title)}</title>
<style>
body{font:14px/1.6 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:24px;color:#222}
h1{font-size:20px}h2{font-size:16px;margin-top:28px}
svg text{font-size:12px}table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:2px 10px;text-align:left}td.n{text-align:right}th{background:#f3f6fa}
.legend span{margin-right:14px}.legend i{display:inline-block;width:10px;height:10px;border-radius:50%;margin-right:4px}
.scroll{overflow-x:auto}.log td:first-child{white-space:nowrap}
</style></head><body>
<h1>推演：${escapeHtml(title)}</h1>
<p class="legend">${legend.join('')}</p>
<div class="scroll"><svg width="${WIDTH}" height="${60 + lanes.length * ROW}" role="img" aria-label="各单位时间线">${[...months, ...names, ...dues, ...dots].join('')}</svg></div>
${assumptions(assumed)}<h2>各单位情况</h2>
<table><tr>${['单位', '设定', '按时', '迟报', '补报', '未报', '退回', '催报', '消息', '电话'].map((h) => `<th>${h}</th>`).join('')}</tr>
${offices.map((o) => `<tr><td>${escapeHtml(o.name)}</td><td>${escapeHtml(o.profile)}</td>${[o.onTime, o.late, o.afterCutOff, o.never, o.returned, o.chases, o.messages, o.calls].map((n) => `<td class="n">${n}</td>`).join('')}</tr>`).join('\n')}
</table>
<h2>经过（${shown.length}条）</h2>
<table class="log">${shown.map((e) => `<tr><td>${e.at}</td><td>${KINDS[e.kind]?.label}</td><td>${escapeHtml(namesOf(e))}</td><td>${escapeHtml(e.text)}</td></tr>`).join('\n')}</table>
</body></html>
`;
}

function assumptions(assumed: readonly Assumption[]): string {
  if (assumed.length === 0) return '';
  const rows = assumed.map(({ title, value }) => `<tr><td>${escapeHtml(title)}</td><td>${escapeHtml(value)}</td></tr>`);
  return `<h2>推演时的假定（${assumed.length}项，正式启动前请答复）</h2><table>${rows.join('')}</table>\n`;
}

function officesOf(message: Record['messages'][number]): string[] {
  const of = [...new Set(message.lines.map((l) => l.obligation.split('/').at(-1) ?? ''))];
  return of.length > 0 ? of : [message.office ?? ''];
}

/** The office an id is about: ids end in, or contain as a part, the office's own id. */
function officeIn(subject: string, offices: readonly OfficeOutcome[]): string {
  const parts = new Set(subject.split(/[/#]/));
  return offices.find((o) => parts.has(o.office))?.office ?? '';
}

function dayNumber(at: string): number {
  return Math.floor(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

function minuteShare(at: string): number {
  return (Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))) / 1440;
}

function monthMarks(first: number, span: number): string[] {
  const marks: string[] = [];
  for (let day = first; day <= first + span; day++) {
    const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    if (text.endsWith('-01')) marks.push(`${text} 00:00`);
  }
  return marks;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
}
