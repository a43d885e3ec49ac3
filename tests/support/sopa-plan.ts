import { SOPA_KIND_LIST, type SopaKind } from '@saite/contracts/sopa';
import { type Entry, townEntries } from '../../adapters/sopa/src/sandbox/imports/content.ts';
import { correctionEntries } from '../../adapters/sopa/src/sandbox/imports/corrections.ts';
import { objectIdOf } from '../../adapters/sopa/src/sandbox/imports/made/object-id.ts';
import { brokenBy, wrongEntries } from '../../adapters/sopa/src/sandbox/imports/mistakes/cases.ts';
import {
  type ImportFileOptions,
  townOfFile,
} from '../../adapters/sopa/src/sandbox/imports/write-import-file.ts';

/** Type of the event that tells an object of a kind. */
const TYPES: Readonly<Record<SopaKind, string>> = {
  person: 'sopa.client.recorded.v1',
  status: 'sopa.status.recorded.v1',
  survey: 'sopa.living-conditions.surveyed.v1',
  benefit: 'sopa.benefit.recorded.v1',
  service: 'sopa.service.recorded.v1',
  declaration: 'sopa.income.declared.v1',
  'group-home': 'sopa.group-home.recorded.v1',
  'group-home-stay': 'sopa.group-home-stay.recorded.v1',
  claim: 'sopa.support.claimed.v1',
  'financial-report': 'sopa.finances.reported.v1',
  'statistical-report': 'sopa.statistics.reported.v1',
};

/** What must come of a file, as the plan of the played municipality says. */
export interface ExpectedOutcome {
  readonly accepted: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly failed: number;
  /** `<rule> <id>`, sorted; each once. */
  readonly errors: readonly string[];
  /** `<type> <record id> <version> recorded|withdrawn`, sorted. */
  readonly events: readonly string[];
  /** Objects that are not taken, `kind/id`. */
  readonly broken: ReadonlySet<string>;
}

/** An object that a municipality has. */
export interface PlannedObject {
  readonly sequence: number;
  readonly kind: SopaKind;
  readonly id: string;
  readonly content: object;
  /** Personal code, of a person. */
  readonly code: string | null;
}

const digits = (code: string): string => code.replace('-', '');

function plannedOf(entry: Extract<Entry, { object: unknown }>, sequence: number): PlannedObject {
  const { object } = entry;
  const { kind } = object;
  const id = objectIdOf(object);
  if (object.kind === 'person') {
    const {
      personCode,
      givenName: _given,
      familyName: _family,
      address: _address,
      ...content
    } = object.record;
    return { sequence, kind, id, content, code: digits(personCode) };
  }
  if (object.kind === 'survey') {
    const { findings: _findings, ...content } = object.record;
    return { sequence, kind, id, content, code: null };
  }
  return { sequence, kind, id, content: object.record, code: null };
}

/**
 * What a municipality holds from file to file: worked out from how the files are made, never asked of the system.
 * A file's mistakes fail the objects that they are made to fail; everything else of it holds.
 */
export class SopaPlan {
  readonly municipality: string;
  readonly #live = new Map<string, { readonly object: PlannedObject; readonly whole: string }>();
  readonly #codes = new Set<string>();

  constructor(municipality: string) {
    this.municipality = municipality;
  }

  /** Personal codes that stood in any file, eleven digits. */
  get codes(): ReadonlySet<string> {
    return this.#codes;
  }

  /** Objects that hold, by `kind/id`. */
  live(): ReadonlyMap<string, PlannedObject> {
    return new Map([...this.#live].map(([key, { object }]) => [key, object]));
  }

  /** A file comes in and is taken. */
  take(options: ImportFileOptions): ExpectedOutcome {
    const town = townOfFile(options);
    const { sequence, mistakes = [], mended = new Set() } = options;
    const wrong = options.kind === 'daily' ? [...brokenBy(town, mistakes)] : [];
    const broken = new Set(wrong.map(({ kind, id }) => `${kind}/${id}`));
    const events: string[] = [];
    const counts = { accepted: 0, unchanged: 0, deleted: 0, failed: 0 };
    for (const kind of SOPA_KIND_LIST) {
      const entries =
        options.kind === 'correction'
          ? correctionEntries(town, { sequence, mistakes, mended }, kind)
          : [...townEntries(town, kind), ...wrongEntries(town, mistakes, kind)];
      for (const entry of entries) counts[this.#takeEntry(entry, kind, sequence, broken, events)] += 1;
    }
    const errors = [...new Set(wrong.map(({ code, id }) => `${code} ${id}`))].sort();
    return { ...counts, errors, events: events.sort(), broken };
  }

  #takeEntry(
    entry: Entry,
    kind: SopaKind,
    sequence: number,
    broken: ReadonlySet<string>,
    events: string[],
  ): 'accepted' | 'unchanged' | 'deleted' | 'failed' {
    const id = 'object' in entry ? objectIdOf(entry.object) : entry.deletion.id;
    const key = `${kind}/${id}`;
    if ('object' in entry && entry.object.kind === 'person')
      this.#codes.add(digits(entry.object.record.personCode));
    if (broken.has(key)) return 'failed';
    const event = `${TYPES[kind]} ${this.municipality}:${id} ${sequence}`;
    if ('deletion' in entry) {
      if (!this.#live.delete(key)) throw new Error('the plan deletes what is not there');
      events.push(`${event} withdrawn`);
      return 'deleted';
    }
    const whole = JSON.stringify(entry.object.record);
    if (this.#live.get(key)?.whole === whole) return 'unchanged';
    this.#live.set(key, { object: plannedOf(entry, sequence), whole });
    events.push(`${event} recorded`);
    return 'accepted';
  }
}
