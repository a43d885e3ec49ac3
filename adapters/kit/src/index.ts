export { DONE, type Verdict } from '@saite/bus';
export { type Adapter, type AdapterOptions, type AdapterSettings, openAdapter } from './adapter.ts';
export { consumeFacts, type FactConsumer } from './consume.ts';
export { Leader } from './leader.ts';
export { type LeaderLoopOptions, startLeaderLoop } from './loop.ts';
export { NotPublished, publishFacts } from './publish.ts';
export {
  type CodeToWatch,
  Cursors,
  Deliveries,
  type Delivery,
  type FetchedPerson,
  KIT_STEPS,
  type NewDelivery,
  ParkedAnswers,
  type RefusedAnswer,
  type WatchedPerson,
  WatchedPersons,
} from './store/index.ts';
export type { BreakerState } from './upstream/breaker.ts';
export { type HttpAnswer, type HttpRequest, httpCall, requireSuccess } from './upstream/http.ts';
export { type CallContext, Upstream, type UpstreamOptions } from './upstream/upstream.ts';
export {
  type Consequence,
  isOutage,
  UPSTREAM_CODES,
  type UpstreamCode,
  UpstreamError,
} from './upstream/upstream-error.ts';
