import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { demandSameKeys, type KeptWord } from './same-keys.ts';

function keptWord(): KeptWord & { word: string | undefined } {
  const kept = {
    word: undefined as string | undefined,
    read: async () => kept.word,
    keep: async (word: string) => {
      kept.word = word;
    },
  };
  return kept;
}

/** The text of a key file whose current key of a kind is another one; the old one stays or goes. */
function changed(text: string, kind: 'index' | 'sealing', keepsOld: boolean): string {
  const file = JSON.parse(text);
  const { [kind]: other } = JSON.parse(makeKeyFile());
  file[kind] = { current: 2, keys: { ...(keepsOld ? file[kind].keys : {}), 2: other.keys[1] } };
  return JSON.stringify(file);
}

describe('the keys that belong to the data', () => {
  it('are known again at each start', async () => {
    const [text, kept] = [makeKeyFile(), keptWord()];
    await demandSameKeys(parseKeyFile(text), kept);
    const first = kept.word;
    await demandSameKeys(parseKeyFile(text), kept);
    assert.equal(kept.word, first);
  });

  it('are told from others, and nothing is written then', async () => {
    const kept = keptWord();
    await demandSameKeys(parseKeyFile(makeKeyFile()), kept);
    const first = kept.word;
    await assert.rejects(demandSameKeys(parseKeyFile(makeKeyFile()), kept), { code: 'KEYS_DIFFER' });
    assert.equal(kept.word, first);
  });

  it('may get newer versions beside the old ones', async () => {
    for (const kind of ['index', 'sealing'] as const) {
      const [text, kept] = [makeKeyFile(), keptWord()];
      await demandSameKeys(parseKeyFile(text), kept);
      await demandSameKeys(parseKeyFile(changed(text, kind, true)), kept);
    }
  });

  it('are missing when the version that sealed the data was taken out', async () => {
    const [text, kept] = [makeKeyFile(), keptWord()];
    await demandSameKeys(parseKeyFile(text), kept);
    await assert.rejects(demandSameKeys(parseKeyFile(changed(text, 'sealing', false)), kept), {
      code: 'KEYS_DIFFER',
    });
  });

  it('differ by their index key too', async () => {
    const [text, kept] = [makeKeyFile(), keptWord()];
    await demandSameKeys(parseKeyFile(text), kept);
    const file = JSON.parse(text);
    file.index = JSON.parse(makeKeyFile()).index;
    await assert.rejects(demandSameKeys(parseKeyFile(JSON.stringify(file)), kept), { code: 'KEYS_DIFFER' });
  });
});
