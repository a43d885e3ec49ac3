import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { demandPort, freePort, portIsFree } from '../../setup/src/ports.ts';
import { SetupProblem } from '../../setup/src/problem.ts';

async function occupy(): Promise<{ port: number; close: () => void }> {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, close: () => server.close() };
}

test('a preferred port is kept while it is free', async () => {
  const port = await freePort();
  assert.equal(await freePort(port), port);
});

test('another port is found when the preferred one is taken', async () => {
  const { port, close } = await occupy();
  assert.equal(await portIsFree(port), false);
  assert.notEqual(await freePort(port), port);
  close();
});

test('a port that is taken is refused with the variable that moves it, in two languages', async () => {
  const { port, close } = await occupy();
  await assert.rejects(demandPort(port, 'SAITE_PORT'), (error) => {
    assert.ok(error instanceof SetupProblem);
    for (const text of [error.message, error.latvian]) {
      assert.match(text, new RegExp(String(port)));
      assert.match(text, /SAITE_PORT/);
    }
    return true;
  });
  close();
});
