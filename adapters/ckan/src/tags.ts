const LONGEST = 100;
const SHORTEST = 2;

/**
 * Keywords as tags (*birkas*) by CKAN's rules: letters of any alphabet, digits, spaces, `-`, `_` and `.`, 2 to 100
 * characters. What a tag cannot hold becomes a space; each comes once.
 */
export const tagsOf = (keywords: readonly string[]): string[] => {
  const tags = keywords.map((keyword) =>
    keyword
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{N}_.\- ]/gu, ' ')
      .replaceAll(/ +/g, ' ')
      .trim()
      .slice(0, LONGEST)
      .trimEnd(),
  );
  return [...new Set(tags)].filter((tag) => tag.length >= SHORTEST);
};
