import { readFileSync } from 'node:fs';

/**
 * Peak resident memory in MB (Linux): of this process as seen ten times a second until `stop`, and of the largest of the
 * children alive in that time, since each was born.
 */
export function watchMemory() {
  const peak = { parent: 0, child: 0 };
  const look = () => {
    peak.parent = Math.max(peak.parent, megabytes('self', 'VmRSS'));
    for (const pid of children()) peak.child = Math.max(peak.child, megabytes(pid, 'VmHWM'));
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return peak;
    },
  };
}

function children() {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  } catch {
    return [];
  }
}

function megabytes(pid, field) {
  try {
    const line = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Math.round(Number(line?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
