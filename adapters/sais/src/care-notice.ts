import type { EventOf, PersonRef, Sealed, Stay } from '@saite/contracts';

/** How a placement stands, for SAIS; who it is about is sealed until it is sent. */
export interface SealedNotice {
  readonly subject: PersonRef;
  readonly code: Sealed;
  readonly placementId: string;
  readonly recordVersion: number;
  readonly institutionId: Stay['institutionId'];
  readonly admittedOn: Stay['startedOn'];
  readonly dischargedOn?: Stay['endedOn'];
  readonly withdrawn: boolean;
}

/** What is known of a placement: its highest version so far, and the notice that was made last. */
export interface NoticeState {
  readonly recordVersion: number;
  readonly notice: SealedNotice | undefined;
}

export const UNKNOWN_PLACEMENT: NoticeState = { recordVersion: 0, notice: undefined };

/**
 * What SAIS is told after one more version of a placement. Only adults' long-term care concerns SAIS; a version
 * that changes nothing for it, or that is older than what is known, makes no notice.
 *
 * @returns the new state, and the notice if there is one to send
 */
export function nextNotice(
  state: NoticeState,
  { subject, data }: EventOf<'spolis.placement.recorded.v1'>,
): { readonly state: NoticeState; readonly send: SealedNotice | undefined } {
  if (data.recordVersion <= state.recordVersion) return { state, send: undefined };
  const stay = !data.withdrawn && data.stay.programme === 'adult-long-term-care' ? data.stay : undefined;
  const notice = stay
    ? {
        subject,
        code: data.identity,
        placementId: data.recordId,
        recordVersion: data.recordVersion,
        institutionId: stay.institutionId,
        admittedOn: stay.startedOn,
        ...(stay.endedOn === undefined ? {} : { dischargedOn: stay.endedOn }),
        withdrawn: false,
      }
    : // Withdrawn, or no longer SAIS's concern: it learns so only if it was told of it before.
      state.notice && { ...state.notice, recordVersion: data.recordVersion, withdrawn: true };
  const send = notice && !saysTheSame(notice, state.notice) ? notice : undefined;
  return { state: { recordVersion: data.recordVersion, notice: send ?? state.notice }, send };
}

const meaning = (notice: SealedNotice) => [
  notice.subject,
  notice.institutionId,
  notice.admittedOn,
  notice.dischargedOn,
  notice.withdrawn,
];

const saysTheSame = (one: SealedNotice, other: SealedNotice | undefined): boolean =>
  other !== undefined && JSON.stringify(meaning(one)) === JSON.stringify(meaning(other));
