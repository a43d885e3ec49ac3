import { SetupProblem } from '../problem.ts';

/** Who runs a server: somebody else, by URL; the Docker engine; or this machine itself. */
export type Provider = 'given' | 'container' | 'machine';

/**
 * Chooses who runs a server.
 *
 * @param remembered who ran it at an earlier start on the same data folder. The data lie there, so a Docker engine
 *   that runs today and did not yesterday changes nothing, and one that is missing today is missed
 */
export function chooseProvider(
  given: boolean,
  remembered: Exclude<Provider, 'given'> | undefined,
  engineRuns: boolean,
): Provider {
  if (given) return 'given';
  if (remembered === 'container' && !engineRuns) throw engineMissing();
  return remembered ?? (engineRuns ? 'container' : 'machine');
}

function engineMissing(): SetupProblem {
  return new SetupProblem(
    'The data of this folder lie in a Docker volume, and no Docker engine runs. Start Docker, or set SAITE_DATA to another folder.',
    'Šīs mapes dati glabājas Docker sējumā, bet Docker nedarbojas. Palaidiet Docker vai iestatiet SAITE_DATA uz citu mapi.',
  );
}
