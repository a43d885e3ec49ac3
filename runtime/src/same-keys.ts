import { PersonCode, Sealed } from '@saite/contracts';
import { type KeyRing, openTexts, personRef, sealTexts } from '@saite/identity';
import { SaiteError } from './log.ts';

/** Where a service keeps one word among its data. */
export interface KeptWord {
  read(): Promise<string | undefined>;
  keep(word: string): Promise<void>;
}

const RECORD = 'same-keys';
/** Nobody's: what is kept is the reference that the index key gives it. */
const NOBODY = PersonCode.parse('32000000000');

/**
 * Holds the key ring against a word that was sealed with the first one beside the same data. With other keys a service
 * could read nothing that it keeps, and would know everybody it knows under another reference.
 *
 * @throws SaiteError `KEYS_DIFFER`
 */
export async function demandSameKeys(keyRing: KeyRing, kept: KeptWord): Promise<void> {
  const reference = personRef(keyRing, NOBODY);
  const seal = () => kept.keep(JSON.stringify(sealTexts(keyRing, RECORD, { reference })));
  const word = await kept.read();
  if (word === undefined) return seal();
  const known = referenceIn(keyRing, word);
  const versionOf = (text: string) => text.split('.')[0];
  if (known === undefined || (versionOf(known) === versionOf(reference) && known !== reference))
    throw new SaiteError(
      'KEYS_DIFFER',
      'The data were sealed with other keys than those of the key file. Restore the key file that belongs to them ' +
        'from the backup of the keys; nothing was changed.',
    );
  if (known !== reference) await seal();
}

function referenceIn(keyRing: KeyRing, word: string): string | undefined {
  try {
    return openTexts(keyRing, RECORD, Sealed.parse(JSON.parse(word))).reference ?? undefined;
  } catch {
    return undefined;
  }
}
