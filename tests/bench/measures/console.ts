import {
  ChildWorklist,
  InstitutionClients,
  InstitutionId,
  monthNumber,
  monthOf,
  monthOfNumber,
} from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { startHost } from '../../../sandbox/src/testing/running-host.ts';
import { madeSomebody, storeClients, storeCourtChildren } from '../../support/made-clients.ts';
import { median } from '../statistics.ts';
import { type HubRoom, openHubRoom } from '../support/hub-room.ts';
import { measureReading, type ReadList } from '../support/reader.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** How long a page waits for its whole list, beside a bare query of the same rows. */
export interface ListResult {
  readonly rows: number;
  /** From the call to the last byte of the answer, the middle of the rounds, ms. */
  readonly answerMs: number;
  /** The same rows read by SQL alone, in turn with it, ms. */
  readonly bareMs: number;
  readonly ratio: number;
  readonly megabytes: number;
}

export interface ConsoleResult {
  readonly clients: ListResult & ReadList;
  readonly children: ListResult & ReadList;
  /** All clients in one institution: larger than any in the country. */
  readonly extreme: ListResult & ReadList;
}

// Those of the sandbox's users, who read the lists in a browser.
const HOUSE = InstitutionId.parse('VSAC-KURZEME-01');
const COURT = 'BT-0001000';
/** Where the clients are whom the accountant does not see. */
const ANOTHER_HOUSE = InstitutionId.parse('VSAC-BENCH');
/** State care centres (VSAC) that the clients of the country are spread over. */
const INSTITUTIONS = 5;
const ROUNDS = 7;

/** Names with what they are called by, statements of two months: what the accountant's page shows. */
const BARE_CLIENTS = `SELECT statement.subject, statement.month, statement.version, statement.content, statement.recorded_at, pmlp.data
  FROM hub.fact placement
  JOIN hub.statement ON statement.person = placement.subject AND statement.month = ANY($2)
  JOIN hub.fact pmlp ON pmlp.source = 'pmlp.person' AND pmlp.record_id = placement.subject
  WHERE placement.source = 'spolis.placement' AND placement.data #>> '{stay,institutionId}' = $1`;

const BARE_CHILDREN = `SELECT keeper.*, pmlp.data, alert.alert_id, alert.kind, alert.raised_on, alert.due_on, delivery.document_id
  FROM hub.child_keeper keeper
  JOIN hub.fact pmlp ON pmlp.source = 'pmlp.person' AND pmlp.record_id = keeper.person
  LEFT JOIN hub.care_alert alert ON alert.person = keeper.person AND alert.cleared_on IS NULL
  LEFT JOIN hub.delivery ON delivery.person = keeper.person AND delivery.confirmed_at IS NULL
  WHERE keeper.court = $1`;

export function measureConsole(run: Run): Promise<ConsoleResult> {
  return run.endings.within(async (closes) => {
    const signIn = await startHost();
    closes(() => signIn.close());
    const room = await step('console: hub', () => openHubRoom(run, closes, { signIn }));
    const { clients, children } = run.options.lists;
    const here = clients / INSTITUTIONS;
    const elsewhere = clients - here;
    const made = Array.from({ length: clients + elsewhere + children }, (_, number) =>
      madeSomebody(run.keyRing, number),
    );
    const store = (count: number, institution: InstitutionId) =>
      storeClients(room.database, made.splice(0, count), institution, run.today);
    // As the database of a system that has run for a while does by itself.
    const settle = () => room.database.query('VACUUM (ANALYZE)');
    await step(`console: ${whole(clients)} clients, ${whole(children)} children stored`, async () => {
      await store(here, HOUSE);
      await store(elsewhere, ANOTHER_HOUSE);
      await storeCourtChildren(room.database, made.splice(0, children), COURT, run.today);
      await settle();
    });
    const month = monthOf(run.today);
    const months = [monthOfNumber(monthNumber(month) - 1), month];
    const measureClients = (rows: number) =>
      measureList(run, room, {
        name: `${whole(rows)} clients`,
        user: 'accountant',
        page: '/clients',
        path: `/v1/institutions/${HOUSE}/clients?month=${month}`,
        claims: { sub: 'bench', roles: ['accountant'], institutionIds: [HOUSE] },
        rows,
        rowsOf: (answer) => InstitutionClients.parse(answer).clients.length,
        bare: () => room.database.query(BARE_CLIENTS, [HOUSE, months]),
      });
    const result = {
      clients: await measureClients(here),
      children: await measureList(run, room, {
        name: `${whole(children)} children`,
        user: 'orphan-court',
        page: '/children',
        path: '/v1/children',
        claims: { sub: 'bench', roles: ['orphan-court'], courtId: COURT },
        rows: children,
        rowsOf: (answer) => ChildWorklist.parse(answer).items.length,
        bare: () => room.database.query(BARE_CHILDREN, [COURT]),
      }),
    };
    await step('console: as many clients as in all institutions, in one', async () => {
      await store(elsewhere, HOUSE);
      await settle();
    });
    return { ...result, extreme: await measureClients(clients) };
  });
}

/**
 * Waits until the entries of the answer before are chained: a list is opened once and then read, so what its entries
 * cost afterwards is not what the next reader waits for. `npm run bench -- --only audit` measures that.
 */
const untilSealed = ({ database }: HubRoom): Promise<unknown> =>
  until(
    async () => (await database.query('SELECT FROM audit.pending LIMIT 1')).rowCount,
    (waiting) => waiting === 0,
    60_000,
  );

interface MeasuredList {
  readonly name: string;
  /** The user whose page it is, and where that is. */
  readonly user: string;
  readonly page: string;
  readonly path: string;
  readonly claims: object;
  readonly rows: number;
  rowsOf(answer: unknown): number;
  bare(): Promise<unknown>;
}

async function measureList(run: Run, room: HubRoom, list: MeasuredList): Promise<ListResult & ReadList> {
  const answered = await measureAnswer(room, list);
  const read = await measureReading(run, room.hubUrl, {
    name: `console: ${list.name}`,
    user: list.user,
    path: list.page,
    rows: list.rows,
    before: () => untilSealed(room),
  });
  return { ...answered, ...read };
}

function measureAnswer(
  room: HubRoom,
  { name, path, claims, rows, rowsOf, bare }: MeasuredList,
): Promise<ListResult> {
  return step(
    `console: ${name}, asked and read bare in turn`,
    async () => {
      const timed = async <Result>(work: () => Promise<Result>) => {
        const startedAt = performance.now();
        const result = await work();
        return { result, ms: performance.now() - startedAt };
      };
      const first = await room.ask(path, claims);
      // A figure counts only if the work behind it was done.
      if (rowsOf(JSON.parse(first)) !== rows) throw new Error('not everybody is in the list');
      await bare();
      const rounds: { readonly answer: number; readonly bare: number }[] = [];
      while (rounds.length < ROUNDS) {
        await untilSealed(room);
        const { ms: bareMs } = await timed(bare);
        const { ms: answerMs } = await timed(() => room.ask(path, claims));
        rounds.push({ answer: answerMs, bare: bareMs });
      }
      return {
        rows,
        answerMs: median(rounds.map(({ answer }) => answer)),
        bareMs: median(rounds.map((round) => round.bare)),
        ratio: median(rounds.map((round) => round.answer / round.bare)),
        megabytes: first.length / 1_000_000,
      };
    },
    { outcome: ({ answerMs, ratio }) => `${whole(answerMs)} ms, ${ratio.toFixed(1)} times` },
  );
}
