import { globSync } from 'node:fs';

const ASIDE = /(^|\/)(node_modules|\.saite|\.git)(\/|$)/;

/**
 * The test files whose path holds one of the words; all of them when there is no word.
 *
 * @param root the checkout
 */
export function findTestFiles(root: string, words: readonly string[]): string[] {
  return globSync('**/*.test.ts', { cwd: root, exclude: (path) => ASIDE.test(path) })
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word.replace(/^\.\//, ''))))
    .sort();
}
