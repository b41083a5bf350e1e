import { newCampaign } from '@duban/actions/new-campaign';
import { localDate } from '@duban/base/time';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { programSeeds, seedsFolder } from './seeds-folder.js';

interface Options {
  readonly seeds?: string;
  readonly from: string;
  readonly issued?: string;
}

/** `duban new <name> --from <seed>`: next year's campaign as a folder of files to be gone through. */
export async function newCommand(name: string, options: Options): Promise<number> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    console.error(`方案名“${name}”不能用：只用小写字母、数字和连字符，如 jining-2024。`);
    return EXIT.usage;
  }
  try {
    const issued = options.issued === undefined ? null : localDate(options.issued);
    const { seeds } = seedsFolder(options);
    // Where it is found by itself, nobody has to be told.
    const option = options.seeds === undefined ? '' : ` --seeds ${options.seeds}`;
    const { folder, files } = await newCampaign(seeds, { name, from: options.from, issued, shipped: programSeeds() });
    console.log(
      [
        `已写出 ${folder}：${files.join('、')}`,
        '请依次：补上通知的文号和依据；核对联系人；',
        `运行 duban plan ${name} --explain${option} 看日期和待答复的问题，把答复写进 answers.yaml。`,
        `运行 duban up${option}，它就列在首页，点“启动…”先看预览。`,
      ].join('\n'),
    );
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof RangeError)) return answerFailure(error);
    console.error(`--issued 要是 YYYY-MM-DD 的日期，收到的是“${options.issued}”。`);
    return EXIT.usage;
  }
}
