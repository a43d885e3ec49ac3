import { today, type World } from '../world.ts';
import { aChild, anAdult } from './people.ts';

const KILLED = ['hub', 'adapter-pmlp', 'adapter-sopa', 'adapter-npais'] as const;

/** Kills services in the middle of their work, as a crash would, and starts them again. */
export async function killServices(world: World): Promise<void> {
  const day = today();
  const who = { roles: ['spolis'] };
  const { services } = world.ground;
  for (const [round, name] of KILLED.entries()) {
    const service = services.get(name);
    if (!service) throw new Error(`there is no service ${name}`);
    const adult = anAdult(10 + round, day);
    const calls = Array.from({ length: 10 }, (_, place) =>
      world
        .call('/v1/placements', {
          who,
          body: {
            placementId: `killed-${round}-${place}`,
            recordVersion: 1,
            personCode: adult.code,
            programme: 'adult-long-term-care',
            institutionId: adult.institutionId,
            startedOn: day,
            dailyCost: '20.00',
          },
        })
        .catch(() => undefined),
    );
    await world.sandbox('/sandbox/pmlp/persons', [
      {
        personCode: adult.code,
        recordVersion: 90 + round,
        givenName: adult.name.split(' ')[0],
        familyName: adult.name.split(' ')[1],
        bornOn: '1950-01-01',
        residence: { addressCode: '100', atvk: '0001000', since: '2018-05-01' },
      },
    ]);
    await service.kill();
    await Promise.all(calls);
    await service.start();
  }
  const child = aChild(0, day);
  await world.call('/v1/children/query', { who, body: { childCode: child.code } });
}
