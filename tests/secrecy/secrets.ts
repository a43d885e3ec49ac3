import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Needle, secretNeedle } from './search/needle.ts';

/** Files that hold keys and passwords, and nothing else. They must not stand anywhere but here. */
export const SECRET_FILES: readonly string[] = [
  'keys.json',
  'labis-keys.json',
  'broker.json',
  'database.json',
  join('broker', 'home', '.erlang.cookie'),
];
/** What the outside world handed out to Saite: clients' secrets and keys. */
const HANDED_OUT = /^sandbox\/(.*-client|token-key|mail)\.json$/;

const isSecret = (name: string, value: string): boolean =>
  value.length >= 12 && (/^(keys|digest|d|p|q|dp|dq|qi|clientSecret|password|passwords|secret|token)$/i.test(name) || false);

function* secretsIn(content: unknown, name = '', secret = false): Generator<string> {
  if (typeof content === 'string') {
    if (secret || isSecret(name, content)) yield content;
  } else if (content !== null && typeof content === 'object')
    for (const [key, value] of Object.entries(content))
      yield* secretsIn(value, key, secret || key === 'keys' || key === 'passwords');
}

/** Every key and password of a data folder, and the tokens that were used. */
export function secretsOf(folder: string, tokens: Iterable<string>): Needle[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => SECRET_FILES.includes(name) || HANDED_OUT.test(name));
  const found = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const secrets = name.endsWith('.json') ? [...secretsIn(JSON.parse(text))] : [text.trim()];
    return secrets.map((secret) => secretNeedle(name, secret));
  });
  return [...found, ...[...tokens].map((token) => secretNeedle('a token', token.split('.').at(-1) ?? token))];
}
