import { dayOf } from '../../shared/china-time.js';
import { TextLine } from '../frame/fields.js';
import type { ArrivalForm } from '../logic/officer-acts.js';

interface Arrival {
  readonly value: ArrivalForm;
  readonly now: number;
  readonly onChange: (value: ArrivalForm) => void;
}

/** When something really came. */
export function ArrivalLines({ value, now, onChange }: Arrival) {
  return (
    <div className="row pair">
      <TextLine
        label="到达日期"
        testId="arrived-day"
        type="date"
        until={dayOf(now)}
        value={value.day}
        onChange={(day) => onChange({ ...value, day })}
      />
      <TextLine
        label="到达时间"
        testId="arrived-time"
        type="time"
        value={value.time}
        onChange={(time) => onChange({ ...value, time })}
      />
    </div>
  );
}
