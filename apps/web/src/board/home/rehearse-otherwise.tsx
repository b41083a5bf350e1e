import type { SeedReady, StartRehearsalBody } from '@duban/api/types';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';

type Profile = NonNullable<StartRehearsalBody['profile']>;

const PROFILES: readonly { readonly value: Profile; readonly label: string }[] = [
  { value: 'usual', label: '一般：多数按时，个别迟报' },
  { value: 'smooth', label: '顺利：几乎都按时' },
  { value: 'hard', label: '艰难：半数要催，有的联系不上' },
];

/** A rehearsal under other circumstances: how the offices behave, and in which year. */
export function RehearseOtherwise({ seed }: { readonly seed: SeedReady }) {
  const go = useNavigate();
  const [open, setOpen] = useState(false);
  const [profile, setProfile] = useState<Profile>('usual');
  const [year, setYear] = useState<number | null>(null);
  const rehearse = useAction({ url: urls.rehearsals, onDone: () => void go('/rehearsal') });
  const submit = (): void => {
    const body: StartRehearsalBody = { seed: seed.name, profile, ...(year === null ? {} : { year }) };
    rehearse.run(body);
  };
  return (
    <>
      <Button type="link" data-testid="rehearse-otherwise" onClick={() => setOpen(true)}>
        换个情形推演…
      </Button>
      {open && (
        <Modal
          open
          title={`推演：${seed.title}`}
          okText="开始推演"
          cancelText="取消"
          confirmLoading={rehearse.busy}
          okButtonProps={{ 'data-testid': 'start-rehearsal' }}
          onOk={submit}
          onCancel={() => setOpen(false)}
        >
          <div className="stack">
            <div>在隔离的环境里按时间快进，不发真邮件，不影响正在进行的专项。</div>
            <strong>各填报单位的表现</strong>
            <Radio.Group
              vertical
              value={profile}
              options={[...PROFILES]}
              onChange={(e) => setProfile(e.target.value as Profile)}
            />
            <strong>年份</strong>
            <Radio.Group
              vertical
              value={year}
              options={yearsOf(seed)}
              onChange={(e) => setYear(e.target.value as number | null)}
            />
          </div>
        </Modal>
      )}
    </>
  );
}

/** The notice's own year, and those around the day to which a launch would move it. */
function yearsOf({ issued, redated }: SeedReady): { value: number | null; label: string }[] {
  const own = { value: null, label: issued ? `通知原来的日期（${issued.slice(0, 4)}年）` : '通知原来的日期' };
  const today = Number((redated.issued ?? issued)?.slice(0, 4));
  if (!Number.isInteger(today)) return [own];
  return [own, ...[today, today + 1].map((year) => ({ value: year, label: `${year}年同一天印发` }))];
}
