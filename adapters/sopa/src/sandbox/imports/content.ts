import { SOPA_KIND_LIST, type SopaKind } from '@saite/contracts/sopa';
import { eventOn, goneOn } from './made/changes.ts';
import { dateOf } from './made/days.ts';
import { bringsHome, homeOf } from './made/homes.ts';
import { objectIdOf } from './made/object-id.ts';
import { type MadeHere, OBJECTS } from './made/objects.ts';
import { arrivalOf, type Neighbourhood, sizeOn, type Town } from './made/places.ts';
import type { Made, MadeObject } from './made/plain.ts';
import { financialReportsOf, statisticalReportsOf } from './made/reports.ts';
import type { TotalsCounter } from './totals.ts';
import type { MadeDeletion } from './write/write-record.ts';

/** What stands in a file: an object, or a deletion. */
export type Entry = { readonly object: MadeObject } | { readonly deletion: MadeDeletion };

/** Kinds that are told again though nothing changed. */
const TOLD_AGAIN: ReadonlySet<SopaKind> = new Set(['person', 'status']);

const isOfPersons = (kind: SopaKind): kind is keyof typeof OBJECTS => Object.hasOwn(OBJECTS, kind);

type Told = 'object' | 'deletion' | 'nothing';

/** Whether the file of a day tells of an object of a neighbourhood. */
function toldOf(neighbourhood: Neighbourhood, kind: SopaKind, made: MadeHere<SopaKind>): Told {
  const { day } = neighbourhood.town;
  if (arrivalOf(neighbourhood) === day) return 'object';
  const event = eventOn(neighbourhood, made.place, day);
  if (event === null) return 'nothing';
  const gone = made.deletable ? goneOn(neighbourhood, made.place) : null;
  if (gone !== null) return gone === day ? 'deletion' : 'nothing';
  return event === made.aspect || (event === 'again' && TOLD_AGAIN.has(kind)) ? 'object' : 'nothing';
}

type Wrap<Kind extends SopaKind> = (record: Made<Kind>) => MadeObject;

function* told<Kind extends keyof typeof OBJECTS>(
  neighbourhood: Neighbourhood,
  kind: Kind,
  list: readonly MadeHere<Kind>[],
  wrap: Wrap<Kind>,
): Generator<Entry> {
  const { town } = neighbourhood;
  for (const made of list) {
    const how = toldOf(neighbourhood, kind, made);
    if (how === 'nothing') continue;
    const object = wrap(made.make(neighbourhood));
    if (how === 'object') yield { object };
    else {
      const deletedOn = dateOf(town.origin + town.day - 1);
      yield { deletion: { kind, id: objectIdOf(object), deletedOn, reason: 'entered-by-mistake' } };
    }
  }
}

/** What the file of the day tells of one kind in one neighbourhood. */
export function entriesOf(neighbourhood: Neighbourhood, kind: SopaKind): Iterable<Entry> {
  const wrapped = <Of extends keyof typeof OBJECTS>(of: Of, wrap: Wrap<Of>, list: readonly MadeHere<Of>[]) =>
    told(neighbourhood, of, list, wrap);
  switch (kind) {
    case 'person':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS.person);
    case 'status':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS.status);
    case 'survey':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS.survey);
    case 'benefit':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS.benefit);
    case 'service':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS.service);
    case 'declaration':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS.declaration);
    case 'group-home-stay':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS['group-home-stay']);
    case 'claim':
      return wrapped(kind, (record) => ({ kind, record }), OBJECTS.claim);
    case 'group-home': {
      const isNew = arrivalOf(neighbourhood) === neighbourhood.town.day && bringsHome(neighbourhood);
      return isNew ? [{ object: { kind, record: homeOf(neighbourhood) } }] : [];
    }
    case 'financial-report':
    case 'statistical-report':
      return [];
    default:
      return kind satisfies never;
  }
}

/** Reports are about the municipality as a whole; they come with the first file. */
function reportsOf(town: Town, kind: SopaKind): readonly Entry[] {
  if (town.day > 1) return [];
  if (kind === 'financial-report')
    return financialReportsOf(town).map((record) => ({ object: { kind, record } }));
  if (kind === 'statistical-report')
    return statisticalReportsOf(town).map((record) => ({ object: { kind, record } }));
  return [];
}

/** What a municipality's file of the day tells of one kind, made one after the other. */
export function* townEntries(town: Town, kind: SopaKind): Generator<Entry> {
  yield* reportsOf(town, kind);
  if (kind === 'financial-report' || kind === 'statistical-report') return;
  const last = sizeOn(town);
  for (let number = 0; number < last; number += 1) yield* entriesOf({ town, number }, kind);
}

const WITH_AMOUNTS: ReadonlySet<SopaKind> = new Set(['benefit', 'claim']);

/** Control totals of a municipality's file of the day; on the first day most of it is arithmetic. */
export function countTown(town: Town, counter: TotalsCounter): void {
  for (const kind of SOPA_KIND_LIST) {
    const isPlain = town.day === 1 && !WITH_AMOUNTS.has(kind) && isOfPersons(kind);
    if (isPlain) counter.add(kind, OBJECTS[kind].length * sizeOn(town));
    else counter.count(townEntries(town, kind));
  }
}
