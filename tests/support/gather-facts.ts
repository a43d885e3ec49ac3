import type { FactEvent, PersonRef } from '@saite/contracts';
import type {
  IncomeCheckFact,
  PaymentFact,
  PersonFact,
  PersonFacts,
  PlacementFact,
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
        break;
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
  };
}
