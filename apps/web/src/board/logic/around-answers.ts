import type { ObligationView } from '@duban/api/types';
import { urls } from '../api/urls.js';
import type { Act } from './act.js';

/** What the officer may answer now: registrations to be confirmed by another hand, a request for more time, a nil report. */
export function aroundAnswers({ id, revision, cell, submissions, extensions }: ObligationView): Act[] {
  const pending = submissions.flatMap(({ registration: r }) => (r?.state === 'pending' ? [r] : []));
  const asked = extensions.find(({ state }) => state === 'asked');
  return [
    ...pending.flatMap((r): Act[] => {
      const body = (reason: string) => ({ registration: r.id, reason });
      return [
        {
          key: `confirm-${r.id}`,
          label: '复核代收登记',
          effect: `确认材料经${r.wayLabel}到达、时间属实。登记人不能自己复核。`,
          needsReason: false,
          url: urls.verdict('confirm'),
          revision: r.revision,
          body,
        },
        {
          key: `reject-${r.id}`,
          label: '驳回代收登记',
          effect: '这一版不计为已报送，仅作凭证保留；该单位按原来的情况继续催报。',
          needsReason: true,
          url: urls.verdict('reject'),
          revision: r.revision,
          body,
        },
      ];
    }),
    ...(asked
      ? [true, false].map(
          (grant): Act => ({
            key: grant ? 'grant' : 'refuse',
            label: grant ? '同意延期' : '不同意延期',
            effect: grant ? `时限改为${asked.until}，原时限保留。` : '时限不变，并告知该单位。',
            needsReason: !grant,
            url: urls.answerExtension,
            revision: asked.revision,
            body: (reason) => ({ request: asked.id, grant, reason }),
          }),
        )
      : []),
    ...(cell.state === 'nil'
      ? [
          {
            key: 'return-nil',
            label: '退回零报告',
            effect: '该单位须重新报送；已经汇总的，汇总数据标为待更新。',
            needsReason: true,
            url: urls.returnNil,
            revision,
            body: (reason: string) => ({ obligation: id, reason }),
          },
        ]
      : []),
  ];
}
