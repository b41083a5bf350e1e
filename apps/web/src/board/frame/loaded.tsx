import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import type { ReactNode } from 'react';

interface Loading<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** The data once there is any; until then that it is being read, or why not. Old data stays while a new look fails. */
export function Loaded<T>({ query, children }: Loading<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Alert type="error" showIcon title={query.error.message} />;
  return (
    <div className="row" role="status">
      <Spin size="small" />
      <span className="quiet">正在读取…</span>
    </div>
  );
}
