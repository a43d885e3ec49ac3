import type { Received } from '@saite/adapter-kit/sandbox';

/** A care notice as it arrived. */
export interface ArrivedNotice {
  readonly recordVersion: number;
  readonly placementId: string;
  readonly personCode: string;
  readonly institutionId: string;
  readonly admittedOn: string;
  readonly dischargedOn?: string;
  readonly withdrawn: boolean;
}
export type TakenNotice = Received<ArrivedNotice>;
