import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * One row of the final table: a suite or a check.
 * @typedef {{ name: string, passed: number, failed: number, skipped: string[], notes: string[] }} Row
 */

/** A check that is one test of the total. */
export function checkRow(name, ok) {
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], notes: ok ? [] : ['没有通过，见上面的输出'] };
}

/** Reads what vitest's JSON reporter wrote for one suite; a suite without a result has crashed, and that is a failure. */
export function suiteRow(name, file, root) {
  if (!existsSync(file)) return { name, passed: 0, failed: 1, skipped: [], notes: ['没有留下结果，测试进程中途退出'] };
  const result = JSON.parse(readFileSync(file, 'utf8'));
  const row = { name, passed: 0, failed: 0, skipped: [], notes: [] };
  for (const testFile of result.testResults) addFile(row, testFile, relative(root, testFile.name));
  // Errors outside any test (an unhandled rejection) fail the run without failing a test.
  if (result.success === false && row.failed === 0) {
    row.failed += 1;
    row.notes.push('测试之外发生错误，见上面的输出');
  }
  return row;
}

function addFile(row, testFile, path) {
  const failedBefore = row.failed;
  for (const { status, fullName, failureMessages } of testFile.assertionResults) {
    if (status === 'passed') row.passed += 1;
    else if (status === 'failed') {
      row.failed += 1;
      row.notes.push([`${path} › ${fullName}`, ...(failureMessages ?? []).map(beginning)].join('\n    '));
    } else row.skipped.push(`${path} › ${fullName}`);
  }
  if (testFile.status === 'failed' && row.failed === failedBefore) {
    row.failed += 1;
    row.notes.push(`${path} 没有跑起来：${String(testFile.message ?? '').split('\n')[0]}`);
  }
}

/** What a failure says, short enough for the table at the end: a log may be kept only by its last lines. */
function beginning(message) {
  return message.split('\n', 12).join('\n    ').slice(0, 1_500);
}

/** Adds up, prints the table, what failed and what was skipped, and the one line that machines read; answers whether all is well. */
export function report(rows, print = console.log) {
  const sum = (count) => rows.reduce((total, row) => total + count(row), 0);
  const [passed, failed, skipped] = [
    sum((row) => row.passed),
    sum((row) => row.failed),
    sum((row) => row.skipped.length),
  ];
  const width = Math.max(...rows.map((row) => row.name.length), 5);
  const line = (name, numbers) =>
    print(`${name.padEnd(width)}${numbers.map((each) => String(each).padStart(9)).join('')}`);
  print('');
  line('suite', ['passed', 'failed', 'skipped']);
  for (const row of rows) line(row.name, [row.passed, row.failed, row.skipped.length]);
  for (const row of rows) for (const note of row.notes) print(`失败：${row.name}：${note}`);
  for (const row of rows) for (const name of row.skipped) print(`跳过：${row.name}：${name}`);
  print('');
  print(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0;
}
