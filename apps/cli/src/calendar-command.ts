import { type CalendarDay, explainDay, explainPhrase } from '@duban/actions/explain-phrase';
import { loadCalendar } from '@duban/actions/load-calendar';
import { chineseWeekday, localDate } from '@duban/base/time';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { folderOf } from './up/settings.js';

interface Options {
  readonly issued?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `duban calendar <date or words>`: whether a day is worked, or how the words of a notice read. Exit code 1 when they read in several ways. */
export async function calendarCommand(text: string, options: Options): Promise<number> {
  try {
    const calendar = await loadCalendar(folderOf(options, process.env));
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return sayDay(explainDay(localDate(text), calendar), options);
    const reading = explainPhrase(text, {
      issued: options.issued === undefined ? null : localDate(options.issued),
      calendar,
    });
    if (options.json) console.log(JSON.stringify(reading, null, 1));
    else
      for (const r of reading.readings)
        console.log(
          [
            r.name === '' ? '' : pc.bold(`${r.name}：`),
            r.derivation,
            ...r.flags.map((f) => `\n  ${pc.yellow('！')}${f.text}`),
          ].join(''),
        );
    return reading.kind === 'certain' ? EXIT.ok : EXIT.findings;
  } catch (error) {
    if (!(error instanceof RangeError)) return answerFailure(error);
    console.error('日期要写成 YYYY-MM-DD。');
    return EXIT.usage;
  }
}

function sayDay(day: CalendarDay, options: Options): number {
  if (options.json) console.log(JSON.stringify(day));
  else
    console.log(
      `${day.date}（${chineseWeekday(day.date)}）：${day.holiday ? `${day.holiday}假期` : day.worked ? '工作日' : '休息日'}${day.assumed ? '（该年放假安排尚未公布，按法定节假日推算）' : ''}`,
    );
  return EXIT.ok;
}
