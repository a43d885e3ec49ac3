import {
  Atvk,
  CalendarDate,
  CourtId,
  CustodyDecisionKind,
  DisabilityDecided,
  Instant,
  Money,
  Month,
  PaymentId,
  PersonCode,
  RecordId,
  RecordVersion,
  type SaiteEvent,
  ServiceRecorded,
} from '@saite/contracts';
import { eventIdOf, type KeyRing, personRef, sealCode, sealNarrative, sealPerson } from '@saite/identity';
import { toInstant } from '@saite/runtime';

/** Makes the events that the registers' adapters would publish. */
export type RegisterEvents = ReturnType<typeof registerEvents>;

export function registerEvents(ring: KeyRing) {
  const envelope = (
    source: string,
    subject: ReturnType<typeof personRef>,
    recordId: string,
    version: number,
  ) => {
    const id = RecordId.parse(recordId);
    const recordVersion = RecordVersion.parse(version);
    const [register] = source.split('.');
    return {
      head: {
        specversion: '1.0' as const,
        id: eventIdOf(ring, source, id, recordVersion),
        source: `/registers/${register}`,
        subject,
        time: toInstant(new Date()),
        datacontenttype: 'application/json' as const,
      },
      record: { recordId: id, recordVersion, withdrawn: false },
    };
  };
  return {
    payment(payment: {
      paymentId: string;
      recordVersion?: number;
      personCode: string;
      kind?: string;
      periodFrom: string;
      periodTo: string;
      granted: string;
      paid?: string;
      currency?: string;
      withdrawn?: boolean;
    }): SaiteEvent {
      const code = PersonCode.parse(payment.personCode);
      const subject = personRef(ring, code);
      const { head, record } = envelope(
        'sais.payment',
        subject,
        PaymentId.parse(payment.paymentId),
        payment.recordVersion ?? 1,
      );
      return {
        ...head,
        type: 'sais.payment.recorded.v1',
        data: {
          ...record,
          withdrawn: payment.withdrawn ?? false,
          kind: payment.kind ?? 'STATE_PENSION',
          periodFrom: Month.parse(payment.periodFrom),
          periodTo: Month.parse(payment.periodTo),
          granted: Money.parse(payment.granted),
          paid: Money.parse(payment.paid ?? payment.granted),
          currency: payment.currency ?? 'EUR',
          identity: sealCode(ring, subject, code),
        },
      };
    },
    incomeChecked(personCode: string, to: string): SaiteEvent {
      const subject = personRef(ring, PersonCode.parse(personCode));
      const months = (Number(to.slice(0, 4)) - 2000) * 12 + Number(to.slice(5, 7));
      const { head, record } = envelope('sais.income', subject, subject, months);
      return {
        ...head,
        type: 'sais.income.checked.v1',
        data: { ...record, from: Month.parse('2000-01'), to: Month.parse(to) },
      };
    },
    person(person: {
      personCode: string;
      recordVersion?: number;
      bornOn?: string;
      diedOn?: string;
      formerCodes?: string[];
      residence?: { atvk: string; since: string };
    }): SaiteEvent {
      const code = PersonCode.parse(person.personCode);
      const subject = personRef(ring, code);
      const formerCodes = (person.formerCodes ?? []).map((former) => PersonCode.parse(former));
      const { head, record } = envelope('pmlp.person', subject, subject, person.recordVersion ?? 1);
      return {
        ...head,
        type: 'pmlp.person.updated.v1',
        data: {
          ...record,
          bornOn: (person.bornOn ?? '1950-01-01') as CalendarDate,
          ...(person.diedOn ? { diedOn: person.diedOn as CalendarDate } : {}),
          ...(person.residence
            ? {
                residence: {
                  atvk: Atvk.parse(person.residence.atvk),
                  since: CalendarDate.parse(person.residence.since),
                },
              }
            : {}),
          formerRefs: formerCodes.map((former) => personRef(ring, former)),
          parentRefs: [],
          identity: sealPerson(ring, subject, {
            personCode: code,
            givenName: 'Anna',
            familyName: 'Kalniņa',
            formerCodes,
            parentCodes: [],
          }),
        },
      };
    },
    custody(decision: {
      decisionId: string;
      recordVersion?: number;
      childCode: string;
      court?: string;
      kind: string;
      decidedOn?: string;
      effectiveFrom: string;
      withdrawn?: boolean;
    }): SaiteEvent {
      const code = PersonCode.parse(decision.childCode);
      const subject = personRef(ring, code);
      const { head, record } = envelope(
        'npais.custody',
        subject,
        decision.decisionId,
        decision.recordVersion ?? 1,
      );
      return {
        ...head,
        type: 'npais.custody.decided.v1',
        data: {
          ...record,
          withdrawn: decision.withdrawn ?? false,
          court: CourtId.parse(decision.court ?? 'BT-1'),
          kind: CustodyDecisionKind.parse(decision.kind),
          decidedOn: CalendarDate.parse(decision.decidedOn ?? decision.effectiveFrom),
          effectiveFrom: CalendarDate.parse(decision.effectiveFrom),
          identity: sealCode(ring, subject, code),
        },
      };
    },
    childChecked(childCode: string): SaiteEvent {
      const subject = personRef(ring, PersonCode.parse(childCode));
      const { head, record } = envelope('npais.child', subject, subject, 1);
      return { ...head, type: 'npais.child.checked.v1', data: record };
    },
    crisis(crisis: {
      crisisId: string;
      childCode: string;
      occurredAt: string;
      measure?: string;
    }): SaiteEvent {
      const code = PersonCode.parse(crisis.childCode);
      const subject = personRef(ring, code);
      const { head, record } = envelope('npais.crisis', subject, crisis.crisisId, 1);
      return {
        ...head,
        type: 'npais.crisis.reported.v1',
        data: {
          ...record,
          reportedBy: 'police',
          occurredAt: Instant.parse(crisis.occurredAt),
          identity: sealCode(ring, subject, code),
          narrative: sealNarrative(ring, subject, 'crisis', { measure: crisis.measure ?? 'Krīzes centrs' }),
        },
      };
    },
    service(service: {
      serviceId: string;
      recordVersion?: number;
      personCode: string;
      municipality?: string;
      kind?: string;
      providerId?: string;
      startedOn: string;
      endedOn?: string;
      withdrawn?: boolean;
    }): SaiteEvent {
      const code = PersonCode.parse(service.personCode);
      const subject = personRef(ring, code);
      const municipality = service.municipality ?? '0001000';
      const { head, record } = envelope(
        'sopa.service',
        subject,
        `${municipality}:${service.serviceId}`,
        service.recordVersion ?? 1,
      );
      return {
        ...head,
        type: 'sopa.service.recorded.v1',
        data: ServiceRecorded.parse({
          ...record,
          withdrawn: service.withdrawn ?? false,
          municipality,
          identity: sealCode(ring, subject, code),
          kind: service.kind ?? 'home-care',
          providerId: service.providerId ?? 'SPS-1',
          startedOn: service.startedOn,
          endedOn: service.endedOn ?? null,
          recipientRole: 'self',
          hoursPerWeek: null,
          funding: 'municipality',
          disabilityGroup: null,
          monthlyCost: null,
        }),
      };
    },
    disability(decision: {
      decisionId: string;
      recordVersion?: number;
      personCode: string;
      group?: string;
      validFrom: string;
      validTo?: string;
      specialCare?: boolean;
      withdrawn?: boolean;
    }): SaiteEvent {
      const code = PersonCode.parse(decision.personCode);
      const subject = personRef(ring, code);
      const { head, record } = envelope(
        'vdeavk.disability',
        subject,
        decision.decisionId,
        decision.recordVersion ?? 1,
      );
      return {
        ...head,
        type: 'vdeavk.disability.decided.v1',
        data: DisabilityDecided.parse({
          ...record,
          withdrawn: decision.withdrawn ?? false,
          group: decision.group ?? 'I',
          validFrom: decision.validFrom,
          validTo: decision.validTo ?? null,
          disorders: ['mental'],
          specialCare: decision.specialCare ?? false,
          prognosticated: false,
          identity: sealCode(ring, subject, code),
        }),
      };
    },
    disabilityChecked(personCode: string): SaiteEvent {
      const subject = personRef(ring, PersonCode.parse(personCode));
      const { head, record } = envelope('vdeavk.person', subject, subject, 1);
      return { ...head, type: 'vdeavk.person.checked.v1', data: record };
    },
    survey(survey: { surveyId: string; childCode: string; surveyedOn: string }): SaiteEvent {
      const code = PersonCode.parse(survey.childCode);
      const subject = personRef(ring, code);
      const { head, record } = envelope('sopa.survey', subject, survey.surveyId, 1);
      return {
        ...head,
        type: 'sopa.survey.recorded.v1',
        data: {
          ...record,
          surveyedOn: CalendarDate.parse(survey.surveyedOn),
          identity: sealCode(ring, subject, code),
          narrative: sealNarrative(ring, subject, 'survey', { findings: 'Apsekots' }),
        },
      };
    },
  };
}
