import { describe, expect, it } from 'vitest';
import { statusActs, statusSaid } from '../src/board/logic/status-acts.js';

const campaign = { id: 'jining-2023', revision: 4 };
const acts = (status: 'running' | 'paused' | 'closed') => statusActs({ ...campaign, status }).map(({ key }) => key);

describe('what may become of a campaign', () => {
  it('nothing any more once it is closed', () => {
    expect(acts('closed')).toEqual([]);
  });

  it('one that runs is paused or closed, one that is paused goes on or is closed', () => {
    expect(acts('running')).toEqual(['pause', 'close']);
    expect(acts('paused')).toEqual(['resume', 'close']);
  });

  it('rests on the revision that was on screen; only a pause wants a reason at once', () => {
    const [pause, close] = statusActs({ ...campaign, status: 'running' });
    expect([pause?.needsReason, close?.needsReason]).toEqual([true, false]);
    expect([pause?.url, pause?.revision, pause?.body('休假')]).toEqual([
      '/api/campaigns/jining-2023/pause',
      4,
      { reason: '休假' },
    ]);
  });
});

describe('what is said afterwards', () => {
  const changed = { campaign: 'jining-2023', revision: 5 } as const;

  it('that nothing follows when nothing is ahead', () => {
    expect(statusSaid({ ...changed, status: 'closed', next: [] })).toBe('专项已结束。接下来：没有。');
  });

  it('what follows first, when and for whom', () => {
    const at = Date.UTC(2023, 9, 9, 7, 0);
    const next = [{ at, endsDay: false, office: '兖州区', what: '第三季度统计表', step: 'T−1 提醒' }];
    expect(statusSaid({ ...changed, status: 'running', next })).toBe(
      '专项已恢复。接下来：2023-10-09 15:00 T−1 提醒 兖州区 第三季度统计表。',
    );
  });
});
