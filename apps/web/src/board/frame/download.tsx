import { DownloadOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

interface Downloading {
  readonly href: string;
  readonly children: ReactNode;
  readonly testId?: string;
}

/** A file of the API; the server names it. */
export function Download({ href, children, testId }: Downloading) {
  return (
    <a href={href} download data-testid={testId}>
      <DownloadOutlined aria-hidden /> {children}
    </a>
  );
}
