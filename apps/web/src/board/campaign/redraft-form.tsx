import type { TaskListed } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { FileLine } from '../frame/file-line.js';
import { FormDialog } from '../frame/form-dialog.js';
import { useRefusal } from '../sign-in/use-refusal.js';

interface Redrafting {
  readonly task: TaskListed;
  readonly onClose: () => void;
}

/** 换上修改稿: the corrected draft takes the place of the one that was sent back, and goes up for the same approval again. */
export function RedraftForm({ task, onClose }: Redrafting) {
  const [file, setFile] = useState<File | null>(null);
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.redraftTask(task.id),
    said: () => '已换上修改稿，重新送核',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    say(file === null ? '请选择修改后的文稿（.docx）。' : null);
    if (file === null) return;
    const form = new FormData();
    form.set('file', file);
    save.run(form);
  };
  return (
    <FormDialog
      title="换上修改稿"
      ok="换上并送核"
      testId="save-redraft"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{task.title}。先下载草稿，修改后在此选择。</p>
      <FileLine label="修改后的文稿（.docx）" testId="redraft-file" accept=".docx" onChange={setFile} />
    </FormDialog>
  );
}
