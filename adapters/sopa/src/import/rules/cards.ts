import type { Atvk, CalendarDate } from '@saite/contracts';
import type { ServiceKind, SopaId, SopaKind } from '@saite/contracts/sopa';
import type { FactsOf } from '../facts.ts';

/** The file that a rule is asked about. */
export interface FileContext {
  readonly sender: Atvk;
  readonly sequence: number;
  readonly periodFrom: CalendarDate;
  /** Last day that the file is about: what lies after it is in the future. */
  readonly periodTo: CalendarDate;
}

/** An object as a rule across objects sees it: from the file, or as it was taken from an earlier one. */
export interface CardObject<Kind extends SopaKind> {
  readonly kind: Kind;
  readonly id: SopaId;
  readonly facts: FactsOf<Kind>;
  /** Where it stands in the file, counted from 1; `null` if it comes from an earlier file and is not in this one. */
  readonly place: number | null;
}

/** Objects of the kinds that are about one person. */
export type PersonKind = Exclude<SopaKind, 'group-home' | 'financial-report' | 'statistical-report'>;

/** A service that the same person gets under another municipality. */
export interface ServiceElsewhere {
  readonly kind: ServiceKind;
  readonly providerId: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate | null;
}

/** A stay in a state care centre as SPOLIS told it: the day of discharge is not a day in care. */
export interface StateCareStay {
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate | null;
}

/**
 * All that is known of one person when its objects in a file are judged: those of the file that no rule has failed so
 * far, in place of their former versions, and those of earlier files; deleted ones are gone.
 */
export interface PersonCard {
  readonly person: CardObject<'person'> | null;
  readonly objects: { readonly [Kind in Exclude<PersonKind, 'person'>]: readonly CardObject<Kind>[] };
  readonly elsewhere: readonly ServiceElsewhere[];
  readonly stateCare: readonly StateCareStay[];
}

/** A group home with the stays in it. */
export interface HomeCard {
  readonly home: CardObject<'group-home'> | null;
  readonly stays: readonly CardObject<'group-home-stay'>[];
}
