import type { LaunchPreview } from '@duban/api/types';
import { Alert } from 'antd';

/** What the notice leaves open: a launch waits until the bureau has answered each in answers.yaml. */
export function LaunchQuestions({ questions }: { readonly questions: LaunchPreview['questions'] }) {
  if (questions.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="open-questions"
      title={`启动前还有 ${questions.length} 个问题没有答复，请写进方案的 answers.yaml`}
      description={
        <ol>
          {questions.map(({ id, title, quote, proposals, source }) => (
            <li key={id}>
              <strong>{title}</strong>
              {quote !== null && <div>原文：“{quote}”</div>}
              {proposals.length > 0 && (
                <div>
                  可选：
                  {proposals
                    .map(({ value, meaning }) => (meaning === null ? value : `${value}（${meaning}）`))
                    .join('；')}
                </div>
              )}
              <div className="quiet">
                编号 {id}　{source}
              </div>
            </li>
          ))}
        </ol>
      }
    />
  );
}
