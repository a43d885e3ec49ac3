import { z } from 'zod';
import { DisabilityGroup, FunctionalDisorder } from '../codes/disability.ts';
import { Programme } from '../codes/programmes.ts';
import { CalendarDate } from '../values/calendar.ts';
import { Atvk, InstitutionId, PlacementId, RecordId } from '../values/ids.ts';
import { Money } from '../values/money.ts';
import { PersonCode } from '../values/person-code.ts';
import { ChildDecision } from './children.ts';
import { Discrepancy } from './discrepancies.ts';
import type { Role } from './roles.ts';

export const PersonQuery = z
  .strictObject({
    personCode: PersonCode,
    on: CalendarDate.optional().describe('Day in Riga that is asked about; today if absent'),
  })
  .describe('Which person, on which day');
export type PersonQuery = z.infer<typeof PersonQuery>;

export const PERSON_PARTS = [
  'person',
  'residence',
  'disability',
  'custody',
  'placements',
  'discrepancies',
] as const;
export type PersonPart = (typeof PERSON_PARTS)[number];

/** The parts that each role may see, of a person that is its own; the parts of several roles add up. */
export const PARTS_OF_ROLE = {
  spolis: PERSON_PARTS,
  accountant: ['person', 'placements'],
  'care-institution': ['person', 'disability', 'custody', 'placements'],
  'orphan-court': ['person', 'custody', 'placements'],
  'social-service': ['person', 'residence', 'disability', 'discrepancies'],
  ministry: PERSON_PARTS,
} as const satisfies Partial<Record<Role, readonly PersonPart[]>>;

/** Who it is, as PMLP says; address and other codes are left out. */
export const PersonData = z
  .strictObject({
    personCode: PersonCode.describe('Personal code, the one that was asked for'),
    givenName: z.string().nullable().describe('Given name; null while PMLP has not told it'),
    familyName: z.string().nullable().describe('Family name; null while PMLP has not told it'),
    bornOn: CalendarDate.nullable().describe('Date of birth; null while PMLP has not told it'),
    diedOn: CalendarDate.nullable().describe('Date of death; null if none is known by then'),
  })
  .describe('Who the person is');

export const PersonResidence = z
  .strictObject({
    atvk: Atvk.nullable().describe('Territory of the declared residence; null if none is known'),
    since: CalendarDate.nullable().describe('First day of it; null if none is known'),
  })
  .describe('Declared residence on the day');

export const PersonDisability = z
  .strictObject({
    answered: z.boolean().describe('Whether VDEĀVK has answered for the person'),
    decisions: z
      .array(
        z
          .strictObject({
            decisionId: RecordId.describe('Id of the decision at VDEĀVK'),
            group: DisabilityGroup,
            validFrom: CalendarDate.describe('First day of the disability'),
            validTo: CalendarDate.nullable().describe('Last day, included; null for life'),
            disorders: z.array(FunctionalDisorder).describe('Functional disorders that it rests on'),
            specialCare: z.boolean().describe('Whether the person needs special care'),
            prognosticated: z.boolean().describe('Whether the disability is a prognosticated one'),
          })
          .describe('A decision on disability'),
      )
      .describe('Decisions in force on the day, oldest first'),
  })
  .describe('Disability on the day');

export const PersonPlacement = z
  .strictObject({
    placementId: PlacementId.nullable().describe(
      "null if it is another institution's and not for the caller",
    ),
    institutionId: InstitutionId.nullable().describe('null as above'),
    programme: Programme,
    startedOn: CalendarDate.nullable().describe('Day of admission, the first day in care; null as above'),
    endedOn: CalendarDate.nullable().describe(
      'Day of discharge, the first day not in care; null while it goes on, and as above',
    ),
    dailyCost: Money.nullable().describe('Cost of one day, EUR; null if not known or not for the caller'),
  })
  .describe('A placement that holds the day');
export type PersonPlacement = z.infer<typeof PersonPlacement>;

export const PersonDiscrepancy = Discrepancy.omit({ personRef: true, resolvedAt: true })
  .extend({
    discrepancyId: Discrepancy.shape.discrepancyId
      .nullable()
      .describe('Id of the discrepancy; null if it was over before Saite knew of it'),
    foundAt: Discrepancy.shape.foundAt.nullable().describe('When Saite found it; null as above'),
  })
  .describe('A contradiction between registers that is open on the day');
export type PersonDiscrepancy = z.infer<typeof PersonDiscrepancy>;

/** All keys are always there: a part is null if the caller may not see it, and only then. */
export const PersonOverview = z
  .strictObject({
    person: PersonData.nullable().describe('Who it is; null if not for the caller'),
    residence: PersonResidence.nullable().describe('Declared residence; null if not for the caller'),
    disability: PersonDisability.nullable().describe('Disability; null if not for the caller'),
    custody: z
      .array(ChildDecision)
      .nullable()
      .describe("Orphan's courts' decisions by then, oldest first; null if not for the caller"),
    placements: z
      .array(PersonPlacement)
      .nullable()
      .describe('Placements that hold the day, oldest first; null if not for the caller'),
    discrepancies: z
      .array(PersonDiscrepancy)
      .nullable()
      .describe('Contradictions open on the day, for the caller; null if not for the caller'),
  })
  .describe('A person on a day, as far as the caller may see');
export type PersonOverview = z.infer<typeof PersonOverview>;
