import { PersonBodies } from '../../adapters/pmlp/src/sandbox/person-body.ts';
import { personAfter, residencesOf } from '../../adapters/pmlp/src/sandbox/residences.ts';
import { DecisionBody } from '../../adapters/vdeavk/src/sandbox/decisions.ts';
import { type Country, standingIn } from '../../sandbox/src/inhabitants/index.ts';
import { type Person, personOf, type StoredRecord } from '../../statistics/src/persons/person.ts';

/** Everybody in a made country who has a decision on a disability, as VDEĀVK and PMLP tell of them. */
export function* personsWithDisability(country: Country): Generator<Person> {
  const { vdeavk, pmlp } = standingIn(country);
  if (!vdeavk || !pmlp) throw new Error('the registers have nothing of the country');
  for (let rank = 0; rank < country.disabled.count; rank += 1) {
    const code = country.codeOf(country.disabled.placeOf(rank));
    yield personOf([
      ...vdeavk.of(code).map(({ record }) => decisionTold(record)),
      ...pmlp.of(code).map(({ record }) => personTold(record)),
    ]);
  }
}

function decisionTold(record: unknown): StoredRecord {
  const { group, validFrom, validTo = null, disorders, prognosticated } = DecisionBody.parse(record);
  return { source: 'vdeavk.disability', data: { group, validFrom, validTo, disorders, prognosticated } };
}

/** @param versions of PMLP's record, oldest first */
function personTold(versions: unknown): StoredRecord {
  const person = personAfter(PersonBodies.parse(versions));
  if (!person) throw new Error('a record of PMLP has no version');
  const { bornOn, diedOn, residence } = person;
  const residences = residencesOf(person).map(({ atvk, since }) => ({ atvk, since }));
  return {
    source: 'pmlp.person',
    data: {
      bornOn,
      ...(diedOn && { diedOn }),
      formerRefs: [],
      ...(residence && { residence: { atvk: residence.atvk, since: residence.since }, residences }),
    },
  };
}
