import type { Schemas } from '../../../api/schemas.ts';

export type WorklistChild = Schemas['WorklistChild'];

/** What a child may need; each is a filter of the worklist. */
export const NEEDS = [
  'escalated',
  'overdue',
  'due-soon',
  'alerts',
  'to-confirm',
  'awaiting-person',
  'all',
] as const;
export type Need = (typeof NEEDS)[number];

const CHECKS: Readonly<Record<Need, (child: WorklistChild) => boolean>> = {
  escalated: ({ reporting }) => reporting?.state === 'escalated',
  overdue: ({ reporting }) => reporting?.state === 'overdue',
  'due-soon': ({ reporting }) => reporting?.state === 'due-soon',
  'awaiting-person': ({ reporting }) => reporting?.state === 'awaiting-person',
  alerts: ({ alerts }) => alerts.some(({ acknowledgedByMe }) => !acknowledgedByMe),
  'to-confirm': ({ unconfirmedReports }) => unconfirmedReports.length > 0,
  all: () => true,
};

export const countNeeds = (children: readonly WorklistChild[]): Readonly<Record<Need, number>> => {
  const counts: Record<Need, number> = {
    escalated: 0,
    overdue: 0,
    'due-soon': 0,
    alerts: 0,
    'to-confirm': 0,
    'awaiting-person': 0,
    all: 0,
  };
  for (const child of children) for (const need of NEEDS) if (CHECKS[need](child)) counts[need] += 1;
  return counts;
};

/** Text as it is looked for: without marks, case and hyphens, so that `berzins` finds `Bērziņš`. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|-/gu, '')
    .toLowerCase();

/** What a child may be found by, made once for all its comparisons. */
export const searchedOf = (child: WorklistChild): string =>
  plain(
    [child.familyName, child.givenName, child.familyName, child.childCode, child.institutionId, child.court]
      .filter((part) => part !== null)
      .join(' '),
  );

/** Which children are wanted. */
export interface Wanted {
  readonly need: Need;
  readonly institutionId: string;
  /** Plain words, all of which a child has to have. */
  readonly words: readonly string[];
}

export const isWanted = (child: WorklistChild, searched: string, wanted: Wanted): boolean =>
  CHECKS[wanted.need](child) &&
  (wanted.institutionId === '' || child.institutionId === wanted.institutionId) &&
  wanted.words.every((word) => searched.includes(word));

export const wordsOf = (text: string): string[] => plain(text).split(/\s+/).filter(Boolean);
