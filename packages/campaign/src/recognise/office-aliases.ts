import { plainText } from './plain-text.js';

/** An office as a list of names knows it. */
export interface OfficeEntry {
  readonly id: string;
  /** As addressed: `任城区医疗保障局`. */
  readonly name: string;
  /** As printed in tables: `任城区`. */
  readonly shortName: string;
  readonly code: string | null;
  /** What people call it besides. */
  readonly aliases?: readonly string[];
}

/** Organs at the end of an office's name: what is left in front of them is the place. */
const ORGAN =
  /(医疗保障|医保|人力资源和社会保障|人力资源社会保障|人力资源|人社|社会保障|社会保险|社保|财政|公安|卫生健康|市场监督管理)?(事业服务|事业|服务|管理|监管)?(分局|局|部|中心|办公室|办|处|科|委员会|管委会)$/u;
const GOVERNMENT = /(人民政府|管理委员会|管委会|街道办事处|办事处)$/u;
const COMPANY = /(集团)?(股份)?有限(责任)?公司.*$/u;
const DIVISION = /(自治县|自治旗|特区|林区|街道|新区|市|区|县|旗|镇|乡)$/u;
/** A district written with its city in front, `济南市市中区`; the province before it says nothing more. */
const IN_CITY = /^(?:.{2,3}省|.{2,8}自治区)?(?<city>.{2,5}?)市(?<district>.{1,8}[区县旗市])$/u;
/** Zones are called by what they are: `高新区` is enough where there is only one. */
const ZONES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/高新(技术(产业)?)?(开发)?区$/u, ['高新区', '高新技术产业开发区', '高新技术开发区', '高新']],
  [/经(济技术|济)?开(发)?区$/u, ['经开区', '经济技术开发区', '经济开发区', '经开']],
];
/** Words that stand in many texts without naming the place they could be short for. */
const TOO_COMMON = new Set(['市中', '城中', '城关', '城区', '新城', '开发', '中心', '经济', '高新技术', '工业']);

/**
 * Every text that names the office, plain ({@link plainText}), none of fewer than two characters: its names, the place without its
 * organ (医疗保障局 …) and without its rank (市 / 区 / 县 / 旗), a zone by its kind, and the aliases given. Two offices may share one.
 */
export function aliasesOf(office: OfficeEntry): readonly string[] {
  const found = new Set<string>();
  const add = (text: string): void => {
    const plain = plainText(text);
    if (plain.length >= 2 && !TOO_COMMON.has(plain)) found.add(plain);
  };
  for (const given of [office.name, office.shortName, ...(office.aliases ?? [])]) add(given);
  for (const given of [office.name, office.shortName]) {
    const place = placeOf(given);
    add(place);
    add(place.replace(DIVISION, ''));
    const { city, district } = IN_CITY.exec(place)?.groups ?? {};
    if (city !== undefined && district !== undefined) {
      for (const text of [district, district.replace(DIVISION, ''), `${city}${district}`]) add(text);
    }
    for (const [zone, names] of ZONES) {
      if (!zone.test(place)) continue;
      const city = place.replace(zone, '');
      for (const name of names) {
        add(name);
        add(`${city}${name}`);
        add(`${city}市${name}`);
      }
    }
  }
  return [...found];
}

/** `任城区` of `任城区医疗保障局`, `兖矿能源` of `兖矿能源集团有限公司人力资源服务中心`. */
export function placeOf(name: string): string {
  let place = plainText(name).replace(COMPANY, '');
  for (const ending of [ORGAN, GOVERNMENT]) {
    const rest = place.replace(ending, '');
    if (rest.length >= 2) place = rest;
  }
  return place;
}
