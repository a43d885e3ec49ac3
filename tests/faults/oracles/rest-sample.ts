import { PersonCode, Statement, StatementList } from '@saite/contracts';
import { type KeyRing, personRef } from '@saite/identity';
import type { Feeder } from '../feed/feeder.ts';
import type { Random } from '../random.ts';
import type { World } from '../system/world.ts';
import { type Answers, canonical } from './answers.ts';
import type { KnownFacts } from './known-facts.ts';

const MONTHS_EACH = 3;

/** Asks the REST door about some persons and compares what it says with the answers computed afresh. */
export async function differingAtTheDoor(
  world: World,
  feeder: Feeder,
  sample: { known: KnownFacts; ring: KeyRing; answers: Answers; random: Random; persons: number },
): Promise<string[]> {
  const codes = [...new Set([...feeder.placements.values()].map(({ call }) => call.body.personCode))];
  const wrong: string[] = [];
  for (const personCode of sample.random.shuffle(codes).slice(0, sample.persons)) {
    const person = sample.known.personOf(personRef(sample.ring, PersonCode.parse(personCode)));
    const keys = [...sample.answers.keys()].filter((key) => key.startsWith(`${person} `));
    for (const key of sample.random.shuffle(keys).slice(0, MONTHS_EACH)) {
      const month = key.slice(person.length + 1);
      const asked = { personCode, month };
      const statement = Statement.safeParse(await ask(world, feeder, '/v1/allowances/query', asked));
      const history = StatementList.safeParse(await ask(world, feeder, '/v1/allowances/history', asked));
      const said = statement.success ? contentOf(statement.data) : 'nothing';
      const newest = history.success ? history.data.items[0] : undefined;
      if (said !== sample.answers.get(key)) wrong.push(key);
      else if (newest?.statementId !== statement.data?.statementId) wrong.push(key);
    }
  }
  return wrong;
}

function contentOf(statement: Statement): string {
  const { statementId, personCode, month, version, supersedes, delta, computedAt, ...content } = statement;
  return canonical(content);
}

async function ask(world: World, feeder: Feeder, path: string, body: object): Promise<unknown> {
  const answer = await fetch(world.hubUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${feeder.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}
