import { today, type World } from '../world.ts';
import { aChild, anAdult } from './people.ts';

const KILLED = ['hub', 'adapter-pmlp', 'adapter-sopa', 'adapter-npais'] as const;

/** Kills services in the middle of their work, as a crash would, and starts them again. */
export async function killServices(world: World): Promise<void> {
  const day = today();
  const who = { roles: ['spolis'] };
  const services = KILLED.map((name) => {
    const service = world.ground.services.get(name);
    if (!service) throw new Error(`there is no service ${name}`);
    return service;
  });
  const adults = services.map((_, place) => anAdult(10 + place, day));
  const admit = (code: string, institutionId: string, placementId: string) =>
    world
      .call('/v1/placements', {
        who,
        body: {
          placementId,
          recordVersion: 1,
          personCode: code,
          programme: 'adult-long-term-care',
          institutionId,
          startedOn: day,
          dailyCost: '20.00',
        },
      })
      .catch(() => undefined); // nobody answers any more
  const calls = adults.flatMap(({ code, institutionId }, person) =>
    Array.from({ length: 10 }, (_, place) => admit(code, institutionId, `killed-${person}-${place}`)),
  );
  await world.sandbox(
    '/sandbox/pmlp/persons',
    adults.map(({ code, name }, place) => ({
      personCode: code,
      recordVersion: 90 + place,
      givenName: name.split(' ')[0],
      familyName: name.split(' ')[1],
      bornOn: '1950-01-01',
      residence: { addressCode: '100', atvk: '0001000', since: '2018-05-01' },
    })),
  );
  await Promise.all(services.map((service) => service.kill()));
  await Promise.all(calls);
  await Promise.all(services.map((service) => service.start()));
  const child = aChild(0, day);
  await world.call('/v1/children/query', { who, body: { childCode: child.code } });
}
