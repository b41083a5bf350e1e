import { defaultPayloadConverter } from '@temporalio/common';
import { workflowMetadataQuery } from '@temporalio/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './support/house.js';
import { inTurn } from './support/play.js';

// What an operator reads in the Temporal UI, read back from the server: a title in the list, the present state on the page of a workflow,
// and what each timer waits for.
const HOUR = 3_600_000;
let house: House;
beforeAll(async () => {
  house = await openHouse({ suggestAt: 4_000 });
});
afterAll(() => house?.close());

async function details(id: string): Promise<string | undefined> {
  const { currentDetails } = (await house.client.workflow.getHandle(id).query(workflowMetadataQuery)) as {
    currentDetails?: string;
  };
  return currentDetails;
}

async function timers(id: string): Promise<unknown[]> {
  const { events } = await house.client.workflow.getHandle(id).fetchHistory();
  const summaries = (events ?? []).filter((e) => e.timerStartedEventAttributes).map((e) => e.userMetadata?.summary);
  return summaries.map((payload) => (payload ? defaultPayloadConverter.fromPayload(payload) : null));
}

const title = async (id: string) => (await house.client.workflow.getHandle(id).describe()).staticSummary();
const NEXT = '下一步：10月9日 15:00 T−1 提醒 兖州区 第三季度统计表';

describe('the Temporal UI', () => {
  it('names each child by its title, and one without a title by its id alone', async () => {
    const play = house.play({
      campaignTick: () => ({
        waitMs: HOUR,
        summary: '下一次晨报：10月9日',
        done: false,
        deliver: [],
        running: {
          offices: ['yanzhou', 'later'],
          rounds: [{ requirement: 'T1', period: '2023Q3' }],
          reports: ['summary'],
        },
        titles: {
          'office/yanzhou': '催报：兖州区',
          'round/T1/2023Q3': '期次汇总：2023年第三季度统计表',
          'report/summary': '总结报告',
        },
      }),
    });
    await house.start('campaign', { campaign: play.id });
    await Promise.all([play.called('chaseTick', 2), play.called('roundTick', 1), play.called('reportTick', 1)]);
    expect(await title(`${play.id}/office/yanzhou`)).toBe('催报：兖州区');
    expect(await title(`${play.id}/office/later`)).toBeUndefined();
    expect(await title(`${play.id}/round/T1/2023Q3`)).toBe('期次汇总：2023年第三季度统计表');
    expect(await title(`${play.id}/report/summary`)).toBe('总结报告');
    expect(await details(play.id)).toBe('下一次晨报：10月9日');
  });

  it('says on the page of an office what comes next, and on its timer what it waits for', async () => {
    const play = house.play({ chaseTick: () => ({ waitMs: HOUR, summary: NEXT, done: false, deliver: [] }) });
    const { workflowId } = await house.start('office', { campaign: play.id, office: 'yanzhou' });
    await play.called('chaseTick', 1);
    await expect.poll(() => timers(workflowId)).toEqual([NEXT]);
    expect(await details(workflowId)).toBe(NEXT);
  });

  it('still says how it ended when a workflow is over', async () => {
    const play = house.play({
      roundTick: inTurn(
        { waitMs: 100, summary: '还有3家未了结，报送截止10月8日', done: false },
        { waitMs: null, summary: '2023年第三季度统计表已汇总', done: true },
      ),
      reportTick: () => ({ waitMs: null, summary: '总结报告：已签发', done: true }),
    });
    const round = await house.start('round', { campaign: play.id, requirement: 'T1', period: '2023Q3' });
    await round.result();
    expect(await timers(round.workflowId)).toEqual(['还有3家未了结，报送截止10月8日']);
    expect(await details(round.workflowId)).toBe('2023年第三季度统计表已汇总');
    const report = await house.start('report', { campaign: play.id, kind: 'summary' });
    await report.result();
    expect(await details(report.workflowId)).toBe('总结报告：已签发');
  });
});
