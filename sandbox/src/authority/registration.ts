import { isPersonCode, type System as RegisteredSystem, System, SystemGrants } from '@saite/contracts';
import { z } from 'zod';

const { shape } = System;

/** A personal code, as far as a text holds one: the file of systems goes to places where none may stand. */
const holdsPersonCode = (text: string): boolean =>
  [...text.matchAll(/(?<![0-9])([0-9]{6})-?([0-9]{5})(?![0-9])/g)].some(([, first, last]) =>
    isPersonCode(`${first}${last}`),
  );
const withoutPersonCode = <Schema extends z.ZodType<string>>(schema: Schema) =>
  schema.refine((text) => !holdsPersonCode(text), { error: 'must not hold a personal code' });

/** Name of a system that is registered. */
export const NewSystemName = withoutPersonCode(shape.system);

/** Fields of a control call that registers a system: on whose behalf it calls and what it is granted. */
export const registrationFields = {
  organisation: withoutPersonCode(shape.organisation)
    .optional()
    .describe("Who runs it; the system's name if not said"),
  roles: shape.roles,
  institutionIds: shape.institutionIds,
  courtId: shape.courtId,
  municipality: shape.municipality,
  purpose: withoutPersonCode(shape.purpose.unwrap()).optional().describe('Why it looks persons up'),
  ground: withoutPersonCode(shape.ground.unwrap()).optional().describe('Legal ground of its calls'),
  operations: SystemGrants.default('of-roles').describe('Operations that it may call, with their fields'),
  password: z
    .string()
    .min(8)
    .max(200)
    .optional()
    .describe('Password of its UsernameToken; kept as a digest only'),
} as const;

/** What a system is and may do, without how it is known. */
export type Registration = Omit<RegisteredSystem, 'certificates' | 'password'>;

type Given = z.infer<z.ZodObject<typeof registrationFields>>;

/** The entry of a system as a control call describes it, and nothing else of the call. */
export function registrationOf(system: RegisteredSystem['system'], given: Given): Registration {
  const { organisation = system, roles, institutionIds, courtId, municipality } = given;
  const { purpose, ground, operations } = given;
  return {
    system,
    organisation,
    roles,
    institutionIds,
    courtId,
    municipality,
    purpose,
    ground,
    operations,
  };
}
