import { Alert, Table } from 'antd';
import { type OutcomeLine, type OutcomeView, outcomeColumns } from '../logic/outcome.js';

/** One line per office, the sum below, and whether the proof of the outcome held. */
export function OutcomeTable({ view }: { readonly view: OutcomeView }) {
  return (
    <>
      {view.proven ? (
        <Alert type="success" showIcon title="推演结果已核对：数字、时限、催报与文件相互一致" />
      ) : (
        <Alert type="error" showIcon title="推演结果核对没有通过" description={view.failedChecks.join('；')} />
      )}
      <Table<OutcomeLine>
        size="small"
        dataSource={[...view.lines]}
        pagination={false}
        columns={[
          { title: '单位', dataIndex: 'name' },
          { title: '模拟情形', dataIndex: 'profile' },
          ...outcomeColumns.map(({ key, title }, i) => ({
            key,
            title,
            align: 'right' as const,
            render: (_: unknown, line: OutcomeLine) => line.figures[i],
          })),
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={2}>
              合计
            </Table.Summary.Cell>
            {outcomeColumns.map(({ key }, i) => (
              <Table.Summary.Cell key={key} index={i + 2} align="right">
                {view.totals[i]}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </>
  );
}
