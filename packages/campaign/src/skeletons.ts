import { z } from 'zod';

/**
 * Whatever of a file can be read, with blanks for the rest: so that one misspelt address neither hides nor causes a dozen other lines.
 * Parsing never fails.
 */
const name = z.string().catch('');

function listOf<T extends z.ZodType>(item: T): z.ZodCatch<z.ZodArray<T>> {
  return z.array(item).catch([]);
}

/** An object of which every field is readable; what is no object at all counts as one with blank fields. */
function partsOf<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.preprocess(
    (value) => (typeof value === 'object' && !Array.isArray(value) ? (value ?? {}) : {}),
    z.object(shape),
  );
}

export const campaignSkeleton = partsOf({
  notice: partsOf({ chain: listOf(partsOf({ id: name })) }),
  phases: listOf(partsOf({ id: name, start: name, end: name, layer: name })),
  bureau: partsOf({ officers: listOf(partsOf({ role: name })) }),
  requirements: listOf(
    partsOf({
      id: name,
      phase: name,
      offices: listOf(name),
      frequency: name,
      due: name,
      layer: name,
      direction: name,
      backward: partsOf({ from: name }),
      form: partsOf({ kind: name, table: name, version: z.number().catch(0) }),
    }),
  ),
  milestones: listOf(partsOf({ id: name })),
  duties: listOf(partsOf({ id: name, layer: name })),
  hours: partsOf({ open: name, close: name }),
});

const effective = partsOf({ from: name, until: name });

export const directorySkeleton = partsOf({
  offices: listOf(partsOf({ id: name, code: name, effective })),
  contacts: listOf(partsOf({ id: name, effective, serves: listOf(partsOf({ office: name, role: name })) })),
  recipients: listOf(partsOf({ id: name, office: name })),
});

const named = listOf(partsOf({ id: name }));

export const matterSkeleton = partsOf({
  departments: named,
  targets: named,
  lists: named,
  rules: named,
  actions: listOf(partsOf({ id: name, lead: listOf(name) })),
});

export const answersSkeleton = partsOf({ answers: listOf(partsOf({ question: name, value: name })) });

export const calendarSkeleton = partsOf({
  announced: listOf(z.number().catch(0)),
  days: listOf(partsOf({ date: name, worked: z.boolean().catch(true) })),
});

export type CampaignSkeleton = z.output<typeof campaignSkeleton>;
export type DirectorySkeleton = z.output<typeof directorySkeleton>;
