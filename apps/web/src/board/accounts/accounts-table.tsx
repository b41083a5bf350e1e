import type { ReactNode } from 'react';
import './accounts.css';

interface Listed {
  readonly testId: string;
  readonly columns: readonly string[];
  /** The rows. */
  readonly children: ReactNode;
}

/** A list of accounts; on a telephone it is pushed aside. */
export function AccountsTable({ testId, columns, children }: Listed) {
  return (
    <div className="accounts-scroll">
      <table className="accounts" data-testid={testId}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
