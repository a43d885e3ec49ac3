export { DONE, type Verdict } from '@saite/bus';
export { type Adapter, type AdapterOptions, type AdapterSettings, openAdapter } from './adapter.ts';
export { consumeEvents, type EventConsumer } from './consume.ts';
export * from './feed/index.ts';
export { Leader } from './leader.ts';
export { type LeaderLoopOptions, startLeaderLoop } from './loop.ts';
export type { OAuthClient } from './oauth/client.ts';
export { type Access, Tokens, type TokensOptions } from './oauth/tokens.ts';
export { deliverDue, type Receiver } from './outgoing/deliver.ts';
export {
  type DocumentReceiver,
  type OpenRequest,
  openRequest,
  type RequestOptions,
  type Requests,
  startDelivering,
  startRequests,
} from './outgoing/requests.ts';
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
  REQUESTED_DELIVERIES_STEP,
  type RefusedAnswer,
  RequestedDeliveries,
  type SettledDelivery,
  WAITING_PERSONS_STEP,
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
