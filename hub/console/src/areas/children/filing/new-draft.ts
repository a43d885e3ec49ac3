import type { Schemas } from '../../../api/schemas.ts';
import type { Draft } from './draft.ts';

const MS_PER_DAY = 86_400_000;
const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + MS_PER_DAY).toISOString().slice(0, 10);

/** Institutions of the reader in which the child is or was, the present one first. */
export function ownInstitutions(
  { stay }: Pick<Schemas['ChildPage'], 'stay'>,
  isOwn: (institutionId: string) => boolean,
): string[] {
  const newest = stay.placements.toSorted((one, other) => (one.startedOn < other.startedOn ? 1 : -1));
  const present = newest.filter(({ endedOn }) => endedOn === null);
  return [...new Set([...present, ...newest].map(({ institutionId }) => institutionId))].filter(isOwn);
}

/** A draft with what is known already: the days since the last report, or since the child came. */
export function newDraft(
  childRef: string,
  { stay, timeline }: Pick<Schemas['ChildPage'], 'stay' | 'timeline'>,
  institutions: readonly string[],
  today: string,
  reportId: string,
): Draft {
  const last = timeline.reports.at(-1)?.period.to;
  const next = last === undefined ? stay.since : dayAfter(last);
  return {
    childRef,
    reportId,
    institutionId: institutions[0] ?? '',
    reportedOn: today,
    from: next === null ? '' : next > today ? today : next,
    to: today,
    contacts: [],
    cooperation: '',
    physicalDevelopment: '',
    psychosocialDevelopment: '',
  };
}
