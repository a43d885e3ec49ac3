import { mixed } from './dice.ts';

/** An id of a file that looks like a random one, and is always the same. */
export function fileIdOf(seed: number, municipality: string, sequence: number): string {
  const base = mixed(mixed(seed, Number(municipality)), sequence);
  const digits = [1, 2, 3, 4].map((part) => mixed(base, part).toString(16).padStart(8, '0')).join('');
  const [one, two, three] = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(13, 16)];
  return `${one}-${two}-4${three}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
