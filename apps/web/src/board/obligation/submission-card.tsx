import type { ObligationView, SubmissionView } from '@duban/api/types';
import type { ReactNode } from 'react';
import { minuteText } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { fileSize } from '../logic/file-size.js';
import { channelWords } from '../words.js';
import { Findings } from './findings.js';

interface Card extends Pick<ObligationView, 'form'> {
  readonly submission: SubmissionView;
  readonly children?: ReactNode;
}

/** One version: its file, its receipt, what the checks found. */
export function SubmissionCard({ submission, form, children }: Card) {
  const { id, version, fileName, size, sha256, channel, receivedAt, receivedBy, receiptNo, findings, registration } =
    submission;
  return (
    <div className="panel stack" data-testid={`submission-${id}`}>
      <div className="row">
        <strong>第{version}版</strong>
        <Download href={urls.submissionFile(id)} testId={`submission-file-${id}`}>
          {fileName}
        </Download>
        <span className="quiet">{fileSize(size)}</span>
        {children}
      </div>
      <dl className="facts">
        <dt>收到时间</dt>
        <dd>
          {minuteText(receivedAt)}　{channelWords[channel]}　{receivedBy}
        </dd>
        {registration && (
          <>
            <dt>代收登记</dt>
            <dd>
              {registration.label}　{registration.wayLabel}　{minuteText(registration.arrivedAt)}到达
              {`　${registration.registeredBy}登记`}
              {registration.decidedBy ? `　${registration.decidedBy}复核` : ''}
              {registration.note !== '' && `　凭证：${registration.note}`}
              {registration.evidenceName !== null && (
                <Download href={urls.registrationEvidence(registration.id)} testId={`evidence-${id}`}>
                  {registration.evidenceName}
                </Download>
              )}
            </dd>
          </>
        )}
        <dt>回执号</dt>
        <dd>{receiptNo}</dd>
        <dt>SHA-256</dt>
        <dd className="mono">{sha256}</dd>
      </dl>
      {form === 'table' && <Findings findings={findings} submission={id} />}
    </div>
  );
}
