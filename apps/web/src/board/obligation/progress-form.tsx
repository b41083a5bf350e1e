import type { ObligationView, ProgressBody } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { ChoiceLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { officerWords, progressWords } from '../words.js';

interface Noting {
  readonly view: ObligationView;
  readonly onClose: () => void;
}

type Stage = NonNullable<ProgressBody['progress']>;
const STAGES = Object.entries(progressWords).map(([value, label]) => ({ value: value as Stage, label }));

/** 填报进度, as the office said on the telephone. */
export function ProgressForm({ view, onClose }: Noting) {
  const [seen] = useState(view);
  const [progress, setProgress] = useState<Stage | null>(view.cell.progress);
  const { refusal, refused } = useRefusal();
  const save = useAction({
    url: urls.progress,
    revision: seen.revision,
    said: () => '填报进度已标注',
    onDone: onClose,
    onRefused: refused,
  });
  return (
    <FormDialog
      title={`标注填报进度：${view.officeName}　${view.what}`}
      ok="标注"
      testId="save-progress"
      busy={save.busy}
      refusal={refusal}
      onSubmit={() => save.run({ obligation: seen.id, progress })}
      onClose={onClose}
    >
      <p className="quiet">{officerWords.progress}</p>
      <ChoiceLine
        label="进度"
        testId="progress-stage"
        options={STAGES}
        value={progress}
        onChange={setProgress}
        placeholder="不标注"
        clearable
      />
    </FormDialog>
  );
}
