import { z } from 'zod';

/** Contradictions between registers (*pretrunas starp reģistriem*) that Saite looks for, with their Latvian names. */
export const DISCREPANCY_KINDS = {
  'overlapping-placements': 'izvietojumi pārklājas',
  'placement-after-death': 'izvietojums pēc personas nāves',
  'payment-after-death': 'izmaksa pēc personas nāves',
  'dates-differ': 'lēmuma un ievietošanas datumi atšķiras',
  'decision-ended-stay-goes-on': 'aprūpe ar lēmumu izbeigta, uzturēšanās turpinās',
  'residence-differs': 'pakalpojuma saņēmējs deklarēts citā pašvaldībā',
  'same-service-twice': 'viens pakalpojums pie diviem sniedzējiem',
  'missing-disability': 'pakalpojums bez vajadzīgā lēmuma par invaliditāti',
  'group-for-child': 'invaliditātes grupa nepilngadīgam',
  'adult-without-group': 'bērna invaliditāte pilngadīgam',
} as const;

/** A kind that Saite looks for today. */
export const KnownDiscrepancyKind = z
  .enum(Object.keys(DISCREPANCY_KINDS) as [keyof typeof DISCREPANCY_KINDS], {
    error: `expected one of ${Object.keys(DISCREPANCY_KINDS).join(', ')}`,
  })
  .describe('Kind of the discrepancy');
export type KnownDiscrepancyKind = z.infer<typeof KnownDiscrepancyKind>;

/** Any kind, also one that comes with a later release: readers pass over those that they do not know. */
export const DiscrepancyKind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/)
  .describe('Kind of the discrepancy; further kinds may come');

/** Registers through which keepers of data are told of discrepancies: NPAIS for orphan's courts, SOPA for municipalities. */
export const DISCREPANCY_CHANNELS = ['npais', 'sopa'] as const;
export type DiscrepancyChannel = (typeof DISCREPANCY_CHANNELS)[number];

/** A register whose record is part of a discrepancy; further registers may come with further kinds. */
export const DiscrepancyRegister = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/)
  .describe('Register of the record, like spolis, sais, pmlp, npais, sopa or vdeavk; further ones may come');
