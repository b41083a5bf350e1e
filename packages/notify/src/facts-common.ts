import { z } from 'zod';

// Line separators and control characters: one of them in a name would start a new line of the mail, or a header of its own.
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are to be removed
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are to be removed
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** A text that stays on one line: names, titles, formatted dates. Breaks become one space. */
export const line = z.string().transform((text) => text.replace(BREAKS, ' ').trim());

/** A text that may have several lines: reasons, explanations. */
export const prose = z.string().transform((text) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, ' ').trim());

// Liquid runs with strictVariables: what may be missing is null there, never undefined.
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);
export const list = <T extends z.ZodType>(schema: T) => z.array(schema).readonly().default([]);

/** Name and telephone of a person or a post. */
export const person = z.object({ name: line, phone: line });

/** What every message says. Dates arrive formatted; notify computes none. */
export const common = {
  /** The campaign in the notice's own noun, e.g. `2023年医保领域打击欺诈骗保专项整治`. */
  campaign: line,
  /** The bureau that signs the message. */
  bureau: line,
  /** Formatted day of sending, e.g. `2023年10月9日`. */
  sentOn: line,
  /** Salutation without its colon, e.g. `任城区医疗保障局 张三同志`. */
  to: line,
  /** Whom to ask at the bureau. */
  contact: maybe(person),
};

/** What messages to people of the reporting offices say besides. */
export const toOffice = {
  ...common,
  /** Opens the person's own page, without an account; null where there is no such page. */
  link: maybe(line),
};

/** Names of the files attached, as the recipient sees them. */
export const attachments = list(line);

/** A 审核提示 in words. */
export const finding = z.object({
  severity: z.enum(['E', 'W', 'I']),
  /** e.g. `统计表 D12`; null when it concerns the whole sheet */
  place: maybe(line),
  label: line,
  found: maybe(line),
  expected: maybe(line),
  /** One sentence: what is wrong and how to mend it. */
  message: prose,
});
