import { actionOf, SOAP_PATH } from '@saite/contracts/soap';
import type { FastifyInstance } from 'fastify';
import { callerOfSystem } from '../caller.ts';
import { ProblemError } from '../problem-error.ts';
import type { CallLimits } from '../rest/limits.ts';
import { openVissService } from '../viss/viss-service.ts';
import { contextOf } from './context.ts';
import { SOAP_LIMITS } from './envelope/index.ts';
import type { Message } from './message.ts';
import { readWsdl, SoapOperations } from './operations.ts';
import type { SoapDoor } from './soap-door.ts';
import { registerSoapService, type SoapService, soapDurations } from './soap-service.ts';

/** The SOAP doors as they were opened, to be mounted on each port. */
export type MountSoap = (app: FastifyInstance, limits: CallLimits) => void;

/** Opens `/soap/v1` and `/viss/v1`: compiles schemas and descriptions once. */
export async function openSoapDoors(door: SoapDoor): Promise<MountSoap> {
  const operations = await SoapOperations.open(door);
  const durations = soapDurations(door.metrics);
  const services: readonly SoapService[] = [
    await soapService(operations),
    await openVissService(door, operations),
  ];
  return (app, limits) => {
    for (const service of services) registerSoapService(app, { ...door, limits }, service, durations);
  };
}

const soapService = async (operations: SoapOperations): Promise<SoapService> => ({
  name: 'soap',
  path: SOAP_PATH,
  wsdl: await readWsdl('Saite'),
  limits: SOAP_LIMITS,
  versions: ['1.1', '1.2'],
  languageIn: ({ element }) => contextOf(element).language,
  answer: async (message, language) => {
    const { element, system } = message;
    checkAction(message);
    const caller = callerOfSystem(system);
    return {
      element: await operations.answer({ element, caller, door: 'soap', language }),
      action: actionOf(`${element.name}Response`),
    };
  },
});

/** The action says what the element says, or nothing. @throws ProblemError `INVALID` */
function checkAction({ element, action }: Message): void {
  if (action === undefined || action === actionOf(element.name)) return;
  throw new ProblemError('INVALID', [
    { path: 'SOAPAction', message: 'not the action of the element in the Body' },
  ]);
}
