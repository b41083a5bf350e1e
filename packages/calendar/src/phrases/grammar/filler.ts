import type { Cursor } from './cursor.js';

/**
 * Words of the duty itself: who, what, to whom. They never change a date, so they may stand around one; every word outside this list is
 * an error, because it might change one (`阴历`, `试行期间`, a typing mistake in a month). By lines: courtesy and
 * emphasis; names of fields; verbs; things; people and places.
 */
const WORDS = `
请 务必 务须 必须 须 应当 应 需 要 原则上 最迟 最晚 不得迟于 不迟于 不晚于 不超过 不得超过 力争 确保
争取 统一 集中 全面 全部 基本 初步 分别 均 各 并 且 再 将 把 于 在 自 从 由 以 至 到 向 为 的 等 也
即 其中 一并 一次性 一律 按规定 认真 切实 做好 不少于 含

时间安排 时间节点 时间 完成时限 报送时限 办理时限 时限 期限 完成时间 报送时间 上报时间 报送期限 要求

报送 上报 报告 填报 报 提交 反馈 回复 答复 完成 办结 整改到位 整改 汇总 总结 梳理 形成 开展 发送
发至 报至 传至 发 系统 平台 通过 汇报 备查 留存 存档 归档 到位 到账 追回 退回 退还 缴纳 入库
工作总结 工作方案 自评 专项报告 书面材料 本单位 本地区 实行 1次 组织 启动 部署 召开 印发 下发 寄达
寄送 寄出 寄 送达 送 邮寄 交 上传 录入 导入 核查 检查 抽查 复查 自查自纠 自查 自纠 查处 核实 移送
移交 公开 公示 通报 调度 落实 实现 实施 施行 执行 生效 纳入 督促 督导 全面总结 评估 验收 销号 清零
回头看 扫尾 结束 收官 更新 统计 分析 动员 宣传 培训 备案 签订 签署 签收 领取 处理 研究 配合 做 查
电话报告 书面报告

电子版 电子稿 电子件 电子文档 电子表格 电子 纸质版 纸质件 纸质材料 纸质稿 纸质 盖章件 盖章版 盖章
扫描件 扫描版 原件 电话 书面 初稿 终稿 定稿 正式稿 材料 资料 报表 表格 统计表 台账 清单 数据信息
数据 信息 情况 工作 进展 进度 成效 不足 问题 线索 案件 案例 意见 建议 方案 计划 名单 回执 承诺书
任务 阶段性 阶段 行动 活动 专项整治 专项治理 专项行动 专项 整治 治理 集中整治 基金 医保 医疗保障
零报告 快报 决算 年度 季度 月度 半年 全市 全省 全旗 全国 自治区 全县 全区 本级 所有 及附件 附件 通知
典型 经验 自查报告 总结报告 专题报告 正式 邮件 邮箱 传真 签字 加盖公章 公章 联系 结果 报道 会议
座谈会 措施 实施方案 依码结算 无码不付 首次 第1批 第2批 第3批 第1次 第2次 第3次

各县(市、区) 各区县 各区市 各县区 各地 各单位 各部门 各级 各乡镇 各 市医疗保障局 市医保局
省医疗保障局 省医保局 县医保局 县医疗保障局 区医保局 旗医疗保障局 国家医保局 医保局 医保部门
医疗保障局 我局 市局 省局 县局 局 科 基金监管科 办公室 专班 领导小组 有关部门 有关单位 相关部门
相关单位 部门 单位 定点医药机构 定点医疗机构 定点零售药店 零售药店 医疗机构 医药机构 药店 定点
1级及以下 2级及以上 1级 2级 3级 人民医院 医院 函复 复函 回函 以邮戳为准 坚持 经办机构 牵头单位 责任单位 责任人 市 省 县 区 旗 乡镇
街道 他们 我们 每次 每批 每起
`;

const FILLER = new RegExp(
  `(?:${[...new Set(WORDS.trim().split(/\s+/))]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})`,
  'y',
);

/** `第一阶段`, `第二批`, `（三）`: numbering, no date. */
const NUMBERING = /第\d{1,2}(?:阶段|步|批次?|轮|次|项)|\d{1,3}%(?:以上)?|[\w.+-]+@[\w.-]+/y;

/** One word of the duty, null when none stands here. */
export function filler(cursor: Cursor): string | null {
  return (cursor.take(NUMBERING) ?? cursor.take(FILLER))?.[0] ?? null;
}

function escaped(word: string): string {
  return word.replace(/[()]/g, '\\$&');
}

/** Deadlines without a date. */
const UNDATED =
  /限时(?:办结|完成|整改|反馈|清零|报送)?|限期(?:办结|完成|整改|清零|反馈|报送|改正|销号)?|及时(?:报送|上报|报告|报|反馈|处理|处置|移送|移交|清零)?|不定期|定期|适时|尽快|尽早|立即|马上|即时|即刻|随时|随报|随查随报|即查即改|立行立改|即知即改|边查边改|第一时间|速报|按时限要求|在规定时限内|规定时限内|规定时间内|规定期限内|按规定时限|按要求时限|按期|按时|如期|长期|常年|常态化|持续|近期|抓紧|日常|动态(?:更新|调整|报送)?|另行通知|另行安排|以通知为准|以另行通知为准|待定|视情况?|视情|根据需要|根据工作需要|必要时|有情况时?|逐步|分批|分期|滚动/y;

export function undated(cursor: Cursor): boolean {
  return cursor.take(UNDATED) !== null;
}

/** Beside a date these say that it may still change. */
const TENTATIVE =
  /(?:具体|报送|时间|期限)*(?:以(?:另行)?通知为准|另行(?:通知|安排)|待定|视情况?而?定?|根据(?:工作)?需要|必要时)|暂定|暂为|预计|拟定?于?/y;

export function tentative(cursor: Cursor): boolean {
  return cursor.take(TENTATIVE) !== null;
}
