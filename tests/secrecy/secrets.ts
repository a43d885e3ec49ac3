import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Needle, secretNeedle } from './search/needle.ts';

/** Files that hold keys and passwords, and nothing else. What stands in them must not stand anywhere but there. */
const OWN_FILES =
  /^(?:(?:keys|labis-keys|audit-key|broker|database|database-roles)\.json|broker\/home\/\.erlang\.cookie|(?:tls|authority)\/.*)$/;
/** What the outside world keeps secret: what its registers handed out to Saite, and the keys of its issuer. */
const HANDED_OUT = /^sandbox\/.*(?:-client|key|keys|mail|clients)\.json$/;

export const isSecretFile = (name: string): boolean => OWN_FILES.test(name);

const SECRET_NAME = /^(?:keys|digest|d|p|q|dp|dq|qi|clientSecret|client_secret|secret|passwords?|token|k)$/;
/** Below these everything is secret, by whatever name. */
const ALL_SECRET = /^(?:keys|passwords|servicePasswords)$/;
const SHORTEST = 12;

function* secretsIn(content: unknown, name = '', secret = false): Generator<string> {
  if (typeof content === 'string') {
    if (content.length >= SHORTEST && (secret || SECRET_NAME.test(name))) yield content;
  } else if (Array.isArray(content)) for (const one of content) yield* secretsIn(one);
  else if (content !== null && typeof content === 'object')
    for (const [key, value] of Object.entries(content))
      yield* secretsIn(value, key, secret || (ALL_SECRET.test(key) && !Array.isArray(value)));
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END/g;

function secretsOfFile(name: string, text: string): string[] {
  if (name === 'database-roles.json') return Object.values(JSON.parse(text)).map(String);
  if (name.endsWith('.json')) return [...secretsIn(JSON.parse(text))];
  if (name.endsWith('.erlang.cookie')) return [text.trim()];
  // Of a key the middle: all keys of a kind begin alike.
  return [...text.matchAll(PRIVATE_KEY)].map(([, key = '']) => key.replaceAll(/\s/g, '').slice(-64));
}

/** Every key and password of a data folder, and the tokens that were used. */
export function secretsOf(folder: string, tokens: Iterable<string>): Needle[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => isSecretFile(name) || HANDED_OUT.test(name));
  const found = files.flatMap((name) =>
    secretsOfFile(name, readFileSync(join(folder, name), 'utf8')).map((secret) => secretNeedle(name, secret)),
  );
  return [...found, ...[...tokens].map((token) => secretNeedle('a token', token.split('.').at(-1) ?? token))];
}
