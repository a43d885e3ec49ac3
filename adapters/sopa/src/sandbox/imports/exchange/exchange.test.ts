import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { after, afterEach, beforeEach, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { answerProblems } from '@saite/adapter-kit/sandbox';
import { type CallerClaims, FILE_NAME_HEADER } from '@saite/contracts';
import {
  type FileRuleCode,
  importFileName,
  OBJECT_RULES,
  SOPA_DATA_SETS,
  SOPA_KINDS,
  SOPA_RESULT_NAMESPACE,
} from '@saite/contracts/sopa';
import { createLog, systemClock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import { XmlRefused } from '../../../import/stream/port.ts';
import { XmlSchema } from '../../../xml/schema.ts';
import { type JudgedFile, judge } from '../testing/judged.ts';
import { mountImports } from './routes.ts';

const TOWN = '0001000';

interface Import {
  readonly state: string;
  readonly sequence: number;
  readonly result: string;
  asked: number;
}

/** The other side of the protocol: it numbers files, judges objects by themselves and writes result files. */
class HubSide {
  readonly imports = new Map<string, Import>();
  readonly received: { readonly fileName: string; readonly kind: string; readonly claims: CallerClaims }[] =
    [];
  last = 0;
  /** Calls that are answered 503 before any is taken. */
  unavailable = 0;
  #address = '';
  readonly #server: Server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });
  readonly #tokens = new Map<string, CallerClaims>();

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const address = this.#server.address();
    if (typeof address === 'object' && address) this.#address = `http://127.0.0.1:${address.port}`;
  }
  get door() {
    return {
      url: this.#address,
      tokenOf: async (claims: CallerClaims) => {
        const token = randomUUID();
        this.#tokens.set(token, claims);
        return token;
      },
    };
  }
  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const claims = this.#tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (!claims) return void json(401, { code: 'UNAUTHENTICATED' });
    if (this.unavailable > 0) {
      this.unavailable -= 1;
      return void json(503, { code: 'UNAVAILABLE' });
    }
    if (request.method === 'POST') return void json(202, { importId: this.#take(chunks, request, claims) });
    const [, , , , importId = '', part] = request.url?.split('/') ?? [];
    const found = this.imports.get(importId);
    if (!found) return void json(404, { code: 'NOT_FOUND' });
    if (part === 'result')
      return void response.writeHead(200, { 'content-type': 'application/xml' }).end(found.result);
    found.asked += 1;
    const state = found.asked < 2 ? 'checking' : found.state;
    return void json(200, {
      importId,
      municipality: TOWN,
      state,
      receivedAt: '2026-11-24T01:00:00Z',
      checkedAt: null,
    });
  }

  #take(chunks: readonly Buffer[], request: IncomingMessage, claims: CallerClaims): string {
    const importId = randomUUID();
    const fileName = String(request.headers[FILE_NAME_HEADER]);
    try {
      const file = judge(chunks);
      this.received.push({ fileName, kind: file.header.kind, claims });
      const fault = this.#faultOf(file, fileName);
      if (fault) this.#reject(importId, fault, file.header.sequence);
      else this.#accept(importId, file);
    } catch (error) {
      if (!(error instanceof XmlRefused)) throw error;
      this.received.push({ fileName, kind: 'unreadable', claims });
      this.#reject(importId, error.code, 1);
    }
    return importId;
  }

  #faultOf({ header }: JudgedFile, fileName: string): FileRuleCode | undefined {
    if (header.sequence !== this.last + 1) return 'SEQUENCE_WRONG';
    return fileName === importFileName(TOWN, header.sequence) ? undefined : 'FILE_NAME_WRONG';
  }

  #reject(importId: string, rule: FileRuleCode, sequence: number): void {
    const error = `<FileError><Rule>${rule}</Rule><MessageLv>a</MessageLv><MessageEn>b</MessageEn></FileError>`;
    this.#keep(importId, 'rejected', sequence, [0, 0], error, '');
  }

  #accept(importId: string, { header, broken, objects }: JudgedFile): void {
    this.last = header.sequence;
    const errors = broken.map(({ code, kind, id, line }) => {
      const list = SOPA_DATA_SETS.find(({ kinds }) => kinds.includes(kind))?.list;
      const element = SOPA_KINDS[kind].element;
      const { message } = OBJECT_RULES[code];
      return `<ObjectError><Rule>${code}</Rule><DataSet>${list}</DataSet><Object>${element}</Object><ObjectId>${id}</ObjectId><Line>${line}</Line><MessageLv>${message.lv}</MessageLv><MessageEn>${message.en.replaceAll('&', '&amp;')}</MessageEn></ObjectError>`;
    });
    const state = errors.length > 0 ? 'accepted-with-errors' : 'accepted';
    this.#keep(
      importId,
      state,
      header.sequence,
      [objects - errors.length, errors.length],
      '',
      errors.join(''),
    );
  }

  #keep(
    importId: string,
    state: string,
    sequence: number,
    [accepted, failed]: readonly [number, number],
    fileErrors: string,
    objectErrors: string,
  ): void {
    const at = '2026-11-24T01:00:00Z';
    const head = `<ImportId>${importId}</ImportId><Receiver>${TOWN}</Receiver><ReceivedAt>${at}</ReceivedAt><CheckedAt>${at}</CheckedAt><Result>${state}</Result><NextSequence>${this.last + 1}</NextSequence><Accepted>${accepted}</Accepted><Unchanged>0</Unchanged><Deleted>0</Deleted><Failed>${failed}</Failed>`;
    const result = `<SopaImportResult xmlns="${SOPA_RESULT_NAMESPACE}"><Header>${head}</Header><FileErrors>${fileErrors}</FileErrors><ObjectErrors>${objectErrors}</ObjectErrors></SopaImportResult>`;
    this.imports.set(importId, { state, sequence, result, asked: 0 });
  }
}

suite("SOPA's exchange with the hub", () => {
  const schema = new XmlSchema(
    fileURLToPath(import.meta.resolve('@saite/contracts/generated/xsd/SopaImportResult.xsd')),
    ['FileError', 'ObjectError'],
  );
  after(() => schema[Symbol.dispose]());
  let hub: HubSide;
  let app: FastifyInstance;
  beforeEach(async () => {
    hub = new HubSide();
    await hub.listen();
    app = fastify();
    answerProblems(app);
    mountImports(app, { clock: systemClock, log: createLog('test', 'silent'), hub: hub.door });
  });
  afterEach(async () => {
    for (const { result } of hub.imports.values()) assert.doesNotThrow(() => schema.read(result));
    await app.close();
    hub.close();
  });
  const exchange = async (body: object): Promise<Record<string, unknown>[]> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/sandbox/sopa/exchange',
      payload: { municipality: TOWN, persons: 20, from: '2026-11-02', ...body },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
  const steps = (lines: readonly Record<string, unknown>[]) =>
    lines.map(
      ({ day, sequence, kind, state, finished }) => finished ?? `${day} ${sequence} ${kind} ${state}`,
    );

  test('sends a file each day, as the social service of its municipality', async () => {
    assert.deepEqual(steps(await exchange({ days: 3 })), [
      '1 1 daily accepted',
      '2 2 daily accepted',
      '3 3 daily accepted',
      true,
    ]);
    assert.deepEqual(hub.received[0]?.claims, {
      sub: 'sopa',
      roles: ['social-service'],
      institutionIds: [],
      municipality: TOWN,
    });
    assert.deepEqual(
      hub.received.map(({ fileName }) => fileName),
      [1, 2, 3].map((sequence) => importFileName(TOWN, sequence)),
    );
  });

  test('corrects what was wrong until nothing is', async () => {
    const mistakes = [{ code: 'SERVICE_ENDS_BEFORE_START', count: 3 }, { code: 'PERSON_NAME_SPACES' }];
    const lines = await exchange({ mistakes });
    assert.deepEqual(steps(lines), ['1 1 daily accepted-with-errors', '1 2 correction accepted', true]);
    assert.deepEqual(lines[0]?.errors, { SERVICE_ENDS_BEFORE_START: 3, PERSON_NAME_SPACES: 1 });
    assert.equal(lines[0]?.failed, 4);
  });

  for (const code of ['DOCUMENT_TYPE', 'TRUNCATED', 'ENCODING', 'EMPTY', 'COMPRESSED', 'SEQUENCE_WRONG'])
    test(`sends the full file again without what made it wrong: ${code}`, async () => {
      const lines = await exchange({ mistakes: [{ code }] });
      assert.deepEqual(steps(lines), ['1 1 daily rejected', '1 1 daily accepted', true]);
      assert.deepEqual(lines[0]?.errors, { [code]: 1 });
    });

  test('goes on with the sequence that the hub expects', async () => {
    hub.last = 7;
    assert.deepEqual(steps(await exchange({ days: 2 })), [
      '1 1 daily rejected',
      '1 8 daily accepted',
      '2 9 daily accepted',
      true,
    ]);
  });

  test('waits for a hub that is away', async () => {
    hub.unavailable = 2;
    assert.deepEqual(steps(await exchange({})), ['1 1 daily accepted', true]);
  });

  test('tells numbers only, and no personal code', async () => {
    const lines = JSON.stringify(await exchange({ mistakes: [{ code: 'PERSON_CODE_INVALID' }] }));
    assert.doesNotMatch(lines, /[0-9]{6}-?[0-9]{5}(?![0-9a-f-])/);
  });

  test('gives a file to whoever wants to hand it in', async () => {
    const payload = { municipality: TOWN, persons: 20, days: 2, sequence: 4, from: '2026-11-02' };
    const answer = await app.inject({ method: 'POST', url: '/sandbox/sopa/files', payload });
    assert.match(String(answer.headers['content-disposition']), /SOPA-0001000-4\.xml/);
    const { header, broken } = judge([answer.rawPayload]);
    assert.deepEqual([header.sequence, header.periodTo, broken], [4, '2026-11-03', []]);
  });

  for (const [what, body, path] of [
    ['a municipality that is none', { municipality: '0055000' }, 'municipality'],
    ['an unknown rule', { mistakes: [{ code: 'NO_RULE' }] }, 'mistakes[0].code'],
    [
      'a mistake about an earlier file in the first one',
      { mistakes: [{ code: 'DELETION_OF_REFERRED' }] },
      'mistakes',
    ],
  ] as const)
    test(`refuses ${what}`, async () => {
      const payload = { municipality: TOWN, persons: 20, from: '2026-11-02', ...body };
      const answer = await app.inject({ method: 'POST', url: '/sandbox/sopa/exchange', payload });
      assert.equal(answer.statusCode, 422);
      assert.equal(answer.json().errors[0].path, path);
    });
});
