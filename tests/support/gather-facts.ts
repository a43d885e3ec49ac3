import type { FactEvent, PersonRef } from '@saite/contracts';
import type {
  AcknowledgementFact,
  ChildCheckFact,
  ContactReportFact,
  CrisisFact,
  CustodyFact,
  DisabilityCheckFact,
  DisabilityFact,
  IncomeCheckFact,
  PaymentFact,
  PersonFact,
  PersonFacts,
  PlacementFact,
  ServiceFact,
  SurveyFact,
} from '../../hub/src/cases/case.ts';

/** The highest version of each record, kept while events pass by in any order and any number of copies. */
class Records<Data extends { readonly recordId: string; readonly recordVersion: number }> {
  readonly #byId = new Map<string, { readonly subject: PersonRef; readonly data: Data }>();

  add(subject: PersonRef, data: Data): void {
    const known = this.#byId.get(data.recordId);
    if (!known || known.data.recordVersion < data.recordVersion)
      this.#byId.set(data.recordId, { subject, data });
  }

  facts() {
    return [...this.#byId.values()];
  }
}

/**
 * One person's facts out of everything the registers ever told of that person: what decides is the highest
 * version of each record, not the order of arrival, so that an answer can be computed again from a log of events.
 *
 * @param refs every code reference of the person's connected group
 * @param events fact events in any order, with copies and superseded versions; those whose highest version
 *   names another person are left out
 */
export function gatherFacts(refs: readonly PersonRef[], events: Iterable<FactEvent>): PersonFacts {
  const placements = new Records<PlacementFact['data']>();
  const payments = new Records<PaymentFact['data']>();
  const incomeChecks = new Records<IncomeCheckFact['data']>();
  const persons = new Records<PersonFact['data']>();
  const personVersions = new Map<string, PersonFact>();
  const custody = new Records<CustodyFact['data']>();
  const childChecks = new Records<ChildCheckFact['data']>();
  const crises = new Records<CrisisFact['data']>();
  const surveys = new Records<SurveyFact['data']>();
  const services = new Records<ServiceFact['data']>();
  const disabilities = new Records<DisabilityFact['data']>();
  const disabilityChecks = new Records<DisabilityCheckFact['data']>();
  const contactReports = new Records<ContactReportFact['data']>();
  const acknowledgements = new Records<AcknowledgementFact['data']>();
  for (const event of events) {
    switch (event.type) {
      case 'spolis.placement.recorded.v1':
        placements.add(event.subject, event.data);
        break;
      case 'sais.payment.recorded.v1':
        payments.add(event.subject, event.data);
        break;
      case 'sais.income.checked.v1':
        incomeChecks.add(event.subject, event.data);
        break;
      case 'pmlp.person.updated.v1':
        persons.add(event.subject, event.data);
        personVersions.set(`${event.data.recordId}/${event.data.recordVersion}`, event);
        break;
      case 'npais.custody.decided.v1':
        custody.add(event.subject, event.data);
        break;
      case 'npais.child.checked.v1':
        childChecks.add(event.subject, event.data);
        break;
      case 'npais.crisis.reported.v1':
        crises.add(event.subject, event.data);
        break;
      case 'sopa.survey.recorded.v1':
        surveys.add(event.subject, event.data);
        break;
      case 'spolis.contact-report.recorded.v1':
        contactReports.add(event.subject, event.data);
        break;
      case 'saite.care-alert.acknowledged.v1':
        acknowledgements.add(event.subject, event.data);
        break;
      case 'sopa.service.recorded.v1':
        services.add(event.subject, event.data);
        break;
      case 'vdeavk.disability.decided.v1':
        disabilities.add(event.subject, event.data);
        break;
      case 'vdeavk.person.checked.v1':
        disabilityChecks.add(event.subject, event.data);
        break;
      case 'npais.delivery.settled.v1':
      case 'sopa.delivery.settled.v1':
      case 'inspection.delivery.settled.v1':
        break; // how a delivery ended is journal, no case reads it
      default:
        event satisfies never;
    }
  }
  const members = new Set(refs);
  const ofThePerson = (fact: { readonly subject: PersonRef }) => members.has(fact.subject);
  return {
    refs: [...members].sort(),
    placements: placements.facts().filter(ofThePerson),
    payments: payments.facts().filter(ofThePerson),
    incomeChecks: incomeChecks.facts().filter(ofThePerson),
    persons: persons.facts().filter(ofThePerson),
    personVersions: [...personVersions.values()].filter(ofThePerson),
    custody: custody.facts().filter(ofThePerson),
    childChecks: childChecks.facts().filter(ofThePerson),
    crises: crises.facts().filter(ofThePerson),
    surveys: surveys.facts().filter(ofThePerson),
    services: services.facts().filter(ofThePerson),
    disabilities: disabilities.facts().filter(ofThePerson),
    disabilityChecks: disabilityChecks.facts().filter(ofThePerson),
    contactReports: contactReports.facts().filter(ofThePerson),
    acknowledgements: acknowledgements.facts().filter(ofThePerson),
  };
}
