import {
  ContactReportNarrative,
  CrisisNarrative,
  DiscrepancyNarrative,
  NoteNarrative,
  type PersonRef,
  type Sealed,
  SurveyNarrative,
} from '@saite/contracts';
import type { z } from 'zod';
import type { KeyRing } from './key-ring.ts';
import { open, seal } from './seal.ts';

const NARRATIVES = {
  'contact-report': ContactReportNarrative,
  crisis: CrisisNarrative,
  survey: SurveyNarrative,
  note: NoteNarrative,
  discrepancy: DiscrepancyNarrative,
} as const;
/** What kind of text lies in a box. */
export type NarrativeKind = keyof typeof NARRATIVES;
export const NARRATIVE_KINDS: readonly string[] = Object.keys(NARRATIVES);
export type NarrativeOf<Kind extends NarrativeKind> = z.infer<(typeof NARRATIVES)[Kind]>;

const schemas: { readonly [Kind in NarrativeKind]: z.ZodType<NarrativeOf<Kind>> } = NARRATIVES;

/** Seals a text about a person for the events and tables of that person. */
export const sealNarrative = <Kind extends NarrativeKind>(
  ring: KeyRing,
  subject: PersonRef,
  kind: Kind,
  narrative: NarrativeOf<Kind>,
): Sealed => seal(ring, { subject, what: kind }, narrative);

/** Opens what {@link sealNarrative} sealed. */
export const openNarrative = <Kind extends NarrativeKind>(
  ring: KeyRing,
  subject: PersonRef,
  kind: Kind,
  sealed: Sealed,
): NarrativeOf<Kind> => open(ring, { subject, what: kind }, sealed, schemas[kind]);
