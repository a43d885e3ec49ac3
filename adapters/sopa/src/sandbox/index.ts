import {
  answerProblems,
  FaultSwitch,
  feedId,
  openPersonRecords,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { z } from 'zod';
import { openOutgoingSchema } from '../outgoing/protocol.ts';
import type { Survey } from '../surveys/protocol.ts';
import { openDropFolders } from './drop-folders.ts';
import { mountFolders, SOPA_FAULTS, type SopaFault } from './folder-door.ts';
import type { HubDoor } from './imports/exchange/hub-client.ts';
import { mountImports } from './imports/exchange/routes.ts';
import { mountSurveys, SurveyBody } from './survey-calls.ts';

const SLOW_READING_MS = 3_000;
const PAGE_SIZE = 50;
const CONTROL_LIMIT_BYTES = 256 * 1024 * 1024;

export interface SopaSandboxOptions extends SandboxOptions {
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
  /** After what time the receipts come under the fault `slow-reading`, milliseconds. */
  readonly slowReadingMs?: number;
  /** Most surveys on a page. */
  readonly pageSize?: number;
  /** The hub's door, to which files are sent. */
  readonly hub?: HubDoor;
}

/** Opens SOPA as it is played, for all municipalities: their folders, and the control calls. */
export async function openSandbox(options: SopaSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock } = options;
  const schema = openOutgoingSchema();
  const folders = await openDropFolders(dataFolder, clock, schema);
  const surveys = await openPersonRecords<Survey>(
    dataFolder,
    'sopa-surveys',
    (survey) => survey.surveyId,
    (survey) => survey.childCode,
  );
  const feed = await feedId(dataFolder, 'sopa');
  const faults = new FaultSwitch<SopaFault>('sopa', clock, SOPA_FAULTS, options.slowMs);
  const take = async (records: unknown) => {
    const given = parseBody(z.array(SurveyBody), records);
    const taken = await surveys.take(given);
    return { taken, unchanged: given.length - taken };
  };
  return {
    name: 'sopa',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        faults.mount(control);
        control.post('/sandbox/sopa/surveys', { bodyLimit: CONTROL_LIMIT_BYTES }, (request) =>
          take(request.body),
        );
        control.get('/sandbox/sopa/inbox', () => folders.inbox());
        mountImports(control, { clock, log: options.log, hub: options.hub });
      });
      await app.register(async (protocol) => {
        protocol.addHook('onRequest', faults.hook);
        mountFolders(protocol, folders, faults, options.slowReadingMs ?? SLOW_READING_MS);
        mountSurveys(protocol, { surveys, feed, faults, pageSize: options.pageSize ?? PAGE_SIZE });
      });
    },
    async load(records) {
      await take(records);
    },
    async close() {
      await folders.close();
      await surveys.close();
      schema[Symbol.dispose]();
    },
  };
}
