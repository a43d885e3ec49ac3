import { z } from 'zod';
import { DISABILITY_GROUPS } from '../sopa/codes.ts';

type GroupCode = keyof typeof DISABILITY_GROUPS;

/**
 * What VDEĀVK decides of a disability (*invaliditāte*): a group (*grupa*) for an adult, `child` for somebody under 18,
 * whose disability has none (Disability Law, *Invaliditātes likums*).
 */
export const DisabilityGroup = z
  .enum(Object.keys(DISABILITY_GROUPS) as [GroupCode], { error: 'expected I, II, III or child' })
  .describe('Group of the disability; child: a disability of somebody under 18, without a group');
export type DisabilityGroup = z.infer<typeof DisabilityGroup>;

/** Functional disorders (*funkcionālo traucējumu veidi*) as VDEĀVK tells them, with their Latvian names. */
export const FUNCTIONAL_DISORDERS = {
  sight: 'redzes traucējumi',
  hearing: 'dzirdes traucējumi',
  movement: 'kustību traucējumi',
  mental: 'psihiski un uzvedības traucējumi',
  other: 'pārējie traucējumi, vai traucējumu veids nav norādīts',
} as const;

/** Any disorder, also one that VDEĀVK names later: it must not hold up the decision. */
export const FunctionalDisorder = z
  .string({ error: 'expected a code as text' })
  .regex(/^[A-Za-z0-9-]{1,60}$/, { error: 'expected 1 to 60 of A-Z a-z 0-9 -' })
  .describe(`Functional disorder; known today: ${Object.keys(FUNCTIONAL_DISORDERS).join(', ')}`);
