import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '../problem.ts';

const NAME = /^[a-z][a-z0-9]{1,20}$/;
/** Names of Saite's own queues and rooms, and of registers whose events its own doors tell: rights go by them. */
const OWN = ['archive', 'dead', 'events', 'hub', 'saite', 'sandbox', 'spolis', 'statistics'];

/**
 * The register's short name out of the command's arguments.
 *
 * @param root the checkout
 * @throws SetupProblem if there is none, it has another form, or it is taken
 */
export function readName(root: string, args: readonly string[]): string {
  const [name, ...others] = args;
  if (name === undefined || others.length > 0) {
    throw new SetupProblem(
      'Give one name, the short name of the register: npm run new:adapter -- siva',
      'Norādiet vienu nosaukumu, reģistra īso nosaukumu: npm run new:adapter -- siva',
    );
  }
  if (!NAME.test(name)) {
    throw new SetupProblem(
      `"${name}" cannot be a register's name: 2 to 21 small letters a-z and digits, a letter first.`,
      `"${name}" neder par reģistra nosaukumu: 2 līdz 21 mazais burts a-z vai cipars, burts pirmais.`,
    );
  }
  if (OWN.includes(name)) {
    throw new SetupProblem(
      `The name ${name} is Saite's own. Choose another one.`,
      `Nosaukumu ${name} lieto pati Saite. Izvēlieties citu.`,
    );
  }
  const taken = [`adapters/${name}`, `contracts/src/events/${name}.ts`].find((path) =>
    existsSync(join(root, path)),
  );
  if (taken !== undefined) {
    throw new SetupProblem(
      `The name ${name} is taken: ${taken} is there. Choose another one, or remove what is there first.`,
      `Nosaukums ${name} ir aizņemts: ${taken} jau pastāv. Izvēlieties citu vai vispirms izdzēsiet esošo.`,
    );
  }
  return name;
}
