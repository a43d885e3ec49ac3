import { createServer } from 'node:net';
import { SetupProblem } from './problem.ts';

// Below the range from which the system gives ports to outgoing connections: a port of ours stays free while
// its server is down and starts again.
const LOWEST = 20_000;
const HIGHEST = 32_000;
const HOST = '127.0.0.1';

/** Whether a server could listen on the port now. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A free port.
 *
 * @param preferred taken when it is free, so that addresses stay the same from run to run
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await portIsFree(preferred))) return preferred;
  for (let tries = 0; tries < 200; tries += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (await portIsFree(port)) return port;
  }
  throw new SetupProblem(
    `No free port was found between ${LOWEST} and ${HIGHEST}.`,
    `Starp ${LOWEST} un ${HIGHEST} nav atrasts neviens brīvs ports.`,
  );
}

/** Refuses with the name of the variable that moves the port elsewhere, when somebody else has it. */
export async function demandPort(port: number, variable: string): Promise<void> {
  if (port === 0 || (await portIsFree(port))) return;
  throw new SetupProblem(
    `Port ${port} is in use. End the program that has it, or set ${variable} to another port.`,
    `Ports ${port} ir aizņemts. Apturiet programmu, kas to lieto, vai iestatiet ${variable} uz citu portu.`,
  );
}
