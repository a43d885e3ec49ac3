import type { Clock, Log } from '@saite/runtime';
import type { FastifyInstance } from 'fastify';
import type { StandingRecords } from './sandbox/standing-records.ts';

/** What a register's sandbox needs of its host. */
export interface SandboxOptions {
  /** Folder for what must be found again at the next start; made if missing. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A register that is played: it speaks the register's own protocol to the adapter and takes made records through
 * control calls. A package of an adapter gives it as `openSandbox` of its `./sandbox`; the host finds it there.
 */
export interface RegisterSandbox {
  /** Name of the register in paths: `sais`, `pmlp`. */
  readonly name: string;
  /** Mounts the register's own protocol and its control calls. */
  mount(app: FastifyInstance): Promise<void>;
  /**
   * Takes made records, as many at once as there are, with the checks of the control call.
   *
   * @throws SandboxProblem if one of them is not allowed; then none is taken
   */
  load(records: unknown): Promise<void>;
  /** Lays all that the register was and will be given over records of a whole country, where it has some of those. */
  standOn?(standing: StandingRecords): void;
  /** Ends after what is being written is written. */
  close(): Promise<void>;
}

export type OpenRegisterSandbox = (options: SandboxOptions) => Promise<RegisterSandbox>;

export { type OAuthClients, type OAuthClientsOptions, openOAuthClients } from './oauth/played/clients.ts';
export { mountTokenEndpoint } from './oauth/played/token-endpoint.ts';
export { type CommonFault, type FaultMode, FaultSwitch } from './sandbox/fault-switch.ts';
export { feedId } from './sandbox/feed-id.ts';
export { openPersonRecords, type PersonRecords } from './sandbox/person-records.ts';
export { answerProblems, parseBody, SandboxProblem } from './sandbox/problems.ts';
export { openReceivedMessages, type Received, type ReceivedMessages } from './sandbox/received-messages.ts';
export { changesAfter, type PlayedChanges, type PlayedPage, pageOf } from './sandbox/record-pages.ts';
export { openRecordStore, type RecordStore, type StoredRecord } from './sandbox/record-store.ts';
export type { StandingRecord, StandingRecords } from './sandbox/standing-records.ts';
export {
  IvisRefusal,
  type IvisRegisterOptions,
  ivisRegister,
  type WrittenAnswer,
} from './soap/played/ivis-register.ts';
export { mountSoap, type SoapDoorOptions } from './soap/played/soap-door.ts';
export { SOAP_FAULTS, type SoapFault } from './soap/played/soap-faults.ts';
