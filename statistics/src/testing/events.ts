import {
  Atvk,
  type EventOf,
  Instant,
  MoneySum,
  Month,
  PersonCode,
  RecordId,
  RecordVersion,
  type Source,
} from '@saite/contracts';
import { eventHead, type KeyRing, personRef, sealCode, sealPerson } from '@saite/identity';
import { day } from './made.ts';

const NOW = Instant.parse('2026-11-20T08:00:00Z');

/** Codes of the new form, one a number. */
export const codeOf = (number: number): PersonCode =>
  PersonCode.parse(`32${String(number).padStart(9, '0')}`);

/** Made events as the registers' adapters tell them. */
export class MadeEvents {
  readonly #keys: KeyRing;

  constructor(keys: KeyRing) {
    this.#keys = keys;
  }

  decision(
    number: number,
    id: string,
    data: Partial<EventOf<'vdeavk.disability.decided.v1'>['data']> = {},
  ): EventOf<'vdeavk.disability.decided.v1'> {
    const code = codeOf(number);
    const subject = personRef(this.#keys, code);
    const record = {
      subject,
      recordId: RecordId.parse(id),
      recordVersion: data.recordVersion ?? RecordVersion.parse(1),
    };
    return {
      ...eventHead(this.#keys, '/registers/vdeavk', 'vdeavk.disability', record, NOW),
      type: 'vdeavk.disability.decided.v1',
      data: {
        recordId: record.recordId,
        recordVersion: record.recordVersion,
        withdrawn: false,
        group: 'II',
        validFrom: day('2026-01-01'),
        validTo: null,
        disorders: ['movement'],
        specialCare: false,
        prognosticated: false,
        ...data,
        identity: sealCode(this.#keys, subject, code),
      },
    };
  }

  person(
    number: number,
    bornOn: string,
    atvk: string,
    { version = 1, former = [] }: { readonly version?: number; readonly former?: readonly number[] } = {},
  ): EventOf<'pmlp.person.updated.v1'> {
    const code = codeOf(number);
    const subject = personRef(this.#keys, code);
    const record = {
      subject,
      recordId: RecordId.parse(subject),
      recordVersion: RecordVersion.parse(version),
    };
    const residence = { atvk: Atvk.parse(atvk), since: day('2015-01-01') };
    const formerCodes = former.map(codeOf);
    return {
      ...eventHead(this.#keys, '/registers/pmlp', 'pmlp.person', record, NOW),
      type: 'pmlp.person.updated.v1',
      data: {
        recordId: record.recordId,
        recordVersion: record.recordVersion,
        withdrawn: false,
        bornOn: day(bornOn),
        formerRefs: formerCodes.map((one) => personRef(this.#keys, one)),
        residence,
        residences: [residence],
        parentRefs: [],
        identity: sealPerson(this.#keys, subject, {
          personCode: code,
          givenName: 'Anna',
          familyName: 'Bērziņa',
          formerCodes,
          parentCodes: [],
        }),
      },
    };
  }

  unemployed(
    number: number,
    period: string,
    row: { readonly bornOn: string | null; readonly residence: string | null; readonly version?: number },
  ): EventOf<'burvis.unemployment.recorded.v1'> {
    const code = codeOf(number);
    const subject = personRef(this.#keys, code);
    const recordVersion = RecordVersion.parse(row.version ?? 1);
    const recordId = RecordId.parse(`unemployed-${period}-${number}`);
    return {
      ...eventHead(
        this.#keys,
        '/registers/burvis',
        'burvis.unemployment',
        { subject, recordId, recordVersion },
        NOW,
      ),
      type: 'burvis.unemployment.recorded.v1',
      data: {
        recordId,
        recordVersion,
        period: Month.parse(period),
        bornOn: row.bornOn === null ? null : day(row.bornOn),
        residence: row.residence === null ? null : Atvk.parse(row.residence),
        since: day(`${period}-01`),
        until: null,
      },
    };
  }

  insured(
    period: string,
    atvk: string,
    sex: 'female' | 'male',
    persons: number,
    contributionWages: string,
  ): EventOf<'sais.insured.reported.v1'> {
    const recordId = RecordId.parse(`insured-${period}-${atvk}-${sex}`);
    const recordVersion = RecordVersion.parse(1);
    const subject = Atvk.parse(atvk);
    return {
      ...eventHead(this.#keys, '/registers/sais', 'sais.insured', { subject, recordId, recordVersion }, NOW),
      type: 'sais.insured.reported.v1',
      data: {
        recordId,
        recordVersion,
        period: Month.parse(period),
        sex,
        persons,
        contributionWages: MoneySum.parse(contributionWages),
        contributionPeriods: persons,
      },
    };
  }

  file(source: Source, period: string, rows: number, version = 1): EventOf<'saite.source-file.accepted.v1'> {
    const recordId = RecordId.parse(`${source}-${period}`);
    const recordVersion = RecordVersion.parse(version);
    return {
      ...eventHead(
        this.#keys,
        '/saite',
        'saite.source-file',
        { subject: source, recordId, recordVersion },
        NOW,
      ),
      type: 'saite.source-file.accepted.v1',
      data: { recordId, recordVersion, source, period: Month.parse(period), rows },
    };
  }
}
