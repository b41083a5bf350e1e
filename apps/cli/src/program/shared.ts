import { Option } from 'commander';

/** The action of a command. The command is loaded only when it is called, so that help answers at once. */
export function lazily<Given extends readonly unknown[]>(load: () => Promise<(...given: Given) => Promise<number>>) {
  return async (...given: Given): Promise<void> => {
    const command = await load();
    process.exitCode = await command(...given);
  };
}

const DATA = '数据文件夹；不写则用环境变量 DUBAN_DATA，再不然是 .duban';

export const data = new Option('--data <folder>', DATA);
/** Of commands that read nothing of it but its table of days. */
export const calendar = new Option('--data <folder>', `${DATA}；里面的 calendar.yaml 调整工作日，没有也行`);
export const seeds = new Option(
  '--seeds <folder>',
  '方案在哪个文件夹；不写则用环境变量 DUBAN_SEEDS，再不然是随程序的 seeds/',
);
/** Of the live system, which offers the notices of the program as well. */
export const ownSeeds = new Option(
  '--seeds <folder>',
  '自己的方案在哪个文件夹，与随程序的一起列在首页；不写则用环境变量 DUBAN_SEEDS，再不然只有随程序的',
);
export const json = new Option('--json', '以 JSON 写到标准输出');
