import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAITE_NAMESPACE } from '@saite/contracts/soap';
import { until } from '@saite/runtime/testing';
import { freePort } from '../../../setup/src/ports.ts';
import { selfSigned } from '../../support/certificates.ts';
import { elements, operation, postEnvelope, signedEnvelope, systemOf } from '../../support/soap-caller.ts';
import { type Rate, rateOf } from '../doors/rate.ts';
import { median } from '../statistics.ts';
import { openHubRoom } from '../support/hub-room.ts';
import { startProcess } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** A door with all its checks beside a bare server that answers what never changes. */
export interface DoorResult {
  readonly door: Rate;
  readonly bare: Rate;
  /** Both measured in turn, several times: the middle of their ratios. */
  readonly ratio: number;
}
export interface DoorsResult {
  readonly calls: number;
  readonly rest: DoorResult;
  readonly soap: DoorResult;
}

const CODE = '16117519997';
const QUERY = { personCode: CODE, month: '2020-01' };
const ROUNDS = 5;
const IN_FLIGHT = 8;

/** Calls a second through the REST and the SOAP door, and through bare ones. */
export function measureDoors(run: Run): Promise<DoorsResult> {
  return run.endings.within(async (closes) => {
    const identity = await selfSigned('bench');
    const systems = join(run.folder, 'systems.json');
    const spolis = { roles: ['spolis'], operations: { recordPlacement: 'all', queryAllowance: 'all' } };
    writeFileSync(systems, JSON.stringify({ systems: [systemOf('bench', identity, spolis)] }));
    const room = await step('doors: hub', () =>
      openHubRoom(run, closes, { environment: { SAITE_SYSTEMS: systems } }),
    );
    const token = await room.token({ sub: 'bench-spolis', roles: ['spolis'] });
    const post = (url: string, body: unknown) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
    await post(`${room.hubUrl}/v1/placements`, {
      placementId: 'bench-1',
      recordVersion: 1,
      personCode: CODE,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2020-01-05',
      endedOn: '2020-01-25',
      dailyCost: '10.00',
    });
    const stated = await until(
      async () => {
        const response = await post(`${room.hubUrl}/v1/allowances/query`, QUERY);
        return { status: response.status, text: await response.text() };
      },
      ({ status }) => status === 200,
    );
    const [restPort, soapPort] = [String(await freePort()), String(await freePort())];
    await startProcess(
      {
        name: 'bare-doors',
        file: 'tests/bench/doors/bare.ts',
        folder: run.folder,
        environment: { REST_PORT: restPort, SOAP_PORT: soapPort, ANSWER: stated.text },
      },
      closes,
    );
    const calls = run.options.doorCalls;
    const rest = (url: string) => async () => {
      const response = await post(`${url}/v1/allowances/query`, QUERY);
      if (!response.ok || (await response.text()).length < 100) throw new Error(`REST: ${response.status}`);
    };
    const soap = (url: string) => {
      // Signed before: what is measured is the door, and each message is taken once.
      const xml = signedEnvelope(identity, operation('GetAllowance', elements(QUERY)));
      return async () => {
        const { status, text } = await postEnvelope(`${url}/soap/v1`, xml, {
          headers: { soapaction: `"${SAITE_NAMESPACE}/GetAllowance"` },
        });
        if (status !== 200 || text.length < 100) throw new Error(`SOAP: ${status} ${text.slice(0, 500)}`);
      };
    };
    const compare = async (name: string, made: (url: string) => () => Promise<void>, port: string) => {
      const callsTo = (url: string) => Array.from({ length: calls }, () => made(url));
      const rounds: { readonly door: Rate; readonly bare: Rate }[] = [];
      await step(`doors: ${name}`, async () => {
        for (let round = 0; round <= ROUNDS; round += 1) {
          const bare = await rateOf(callsTo(`http://127.0.0.1:${port}`), IN_FLIGHT);
          const door = await rateOf(callsTo(room.hubUrl), IN_FLIGHT);
          room.hub.assertRuns();
          if (round > 0) rounds.push({ door, bare }); // the first one warms up
        }
      });
      const middle = (of: 'door' | 'bare'): Rate => ({
        perSecond: median(rounds.map((round) => round[of].perSecond)),
        p99: median(rounds.map((round) => round[of].p99)),
      });
      const ratio = median(rounds.map(({ door, bare }) => door.perSecond / bare.perSecond));
      return { door: middle('door'), bare: middle('bare'), ratio };
    };
    return {
      calls,
      rest: await compare(`REST, ${whole(calls)} calls`, rest, restPort),
      soap: await compare(`SOAP, ${whole(calls)} signed messages`, soap, soapPort),
    };
  });
}
