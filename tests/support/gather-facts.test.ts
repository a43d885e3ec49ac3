import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CalendarDate,
  eventContracts,
  type FactEvent,
  type PersonRef,
  RecordVersion,
} from '@saite/contracts';
import fc from 'fast-check';
import { decideAllowance } from '../../hub/src/cases/allowance/index.ts';
import { anyFacts, STRANGER, TODAY } from '../../hub/src/cases/allowance/testing/arbitrary.ts';
import {
  answer,
  OTHER_REF,
  payment,
  person,
  policiesOf,
  REF,
  stay,
} from '../../hub/src/cases/allowance/testing/given.ts';
import type { AllowanceFacts } from '../../hub/src/cases/case.ts';
import { gatherFacts } from './gather-facts.ts';

const envelope = (subject: PersonRef) => ({
  specversion: '1.0',
  id: 'e.made-up',
  source: '/registers/made',
  subject,
  time: '2021-03-10T08:00:00Z',
  datacontenttype: 'application/json',
});

/** Every fact as an event of a given version. */
function eventsOf(facts: AllowanceFacts, version: number): FactEvent[] {
  const as = <Data extends { recordVersion: number }>(data: Data) => ({
    ...data,
    recordVersion: RecordVersion.parse(version),
  });
  const made = <Type extends FactEvent['type']>(
    type: Type,
    subject: PersonRef,
    data: { recordVersion: number },
  ) => eventContracts[type].parse({ ...envelope(subject), type, data: as(data) });
  return [
    ...facts.placements.map((fact) => made('spolis.placement.recorded.v1', fact.subject, fact.data)),
    ...facts.payments.map((fact) => made('sais.payment.recorded.v1', fact.subject, fact.data)),
    ...facts.incomeChecks.map((fact) => made('sais.income.checked.v1', fact.subject, fact.data)),
    ...facts.persons.map((fact) => made('pmlp.person.updated.v1', fact.subject, fact.data)),
  ];
}

const recordOf = (event: FactEvent) => `${event.type} ${event.data.recordId}`;
const decide = (facts: AllowanceFacts) => decideAllowance(facts, policiesOf(), CalendarDate.parse(TODAY));

describe("gathering a person's facts from events", () => {
  it('decides the same whatever the order, the copies and the superseded versions', () => {
    const history = fc
      .tuple(anyFacts, anyFacts)
      .map(([older, newer]) => {
        const known = new Set(eventsOf(newer, 2).map(recordOf));
        const stale = eventsOf(older, 1).filter((event) => known.has(recordOf(event)));
        return { newer, events: [...stale, ...eventsOf(newer, 2)] };
      })
      .chain(({ newer, events }) =>
        fc
          .tuple(fc.subarray(events), fc.constant(events))
          .chain(([copies, all]) =>
            fc.shuffledSubarray([...copies, ...all], { minLength: copies.length + all.length }),
          )
          .map((arrived) => ({ newer, arrived })),
      );
    fc.assert(
      fc.property(history, ({ newer, arrived }) => {
        assert.deepEqual(decide(gatherFacts(newer.refs, arrived)), decide(newer));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves out a record whose newest version names somebody else', () => {
    const facts = (ref: PersonRef): AllowanceFacts => ({
      refs: [ref],
      placements: [stay({ from: '2020-01-01', ref })],
      payments: [payment({ granted: '450.00', ref })],
      incomeChecks: [],
      persons: [],
    });
    const events = [...eventsOf(facts(STRANGER), 2), ...eventsOf(facts(REF), 1)];
    assert.deepEqual(gatherFacts([REF], events).placements, []);
    assert.equal(gatherFacts([STRANGER], events).payments.length, 1);
  });

  it('takes the facts under every code of the person', () => {
    const events = eventsOf(
      {
        refs: [],
        placements: [
          stay({ id: 's-1', from: '2020-01-01' }),
          stay({ id: 's-2', from: '2020-01-01', ref: OTHER_REF }),
        ],
        payments: [],
        incomeChecks: [answer('2000-01', '2020-03', OTHER_REF)],
        persons: [person('2020-02-02', REF)],
      },
      1,
    );
    const facts = gatherFacts([OTHER_REF, REF], events);
    assert.deepEqual(facts.refs, [REF, OTHER_REF]);
    assert.equal(facts.placements.length, 2);
    assert.equal(facts.incomeChecks.length, 1);
    assert.equal(facts.persons.length, 1);
  });
});
