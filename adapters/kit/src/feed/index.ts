export { type EventPerson, eventPerson } from './event-person.ts';
export { type AnsweredPage, answerOfAnother, invalidAnswer, readPages } from './pages.ts';
export type {
  ChangesPage,
  GoodRecord,
  ReadRecord,
  RecordChange,
  RecordSource,
  RecordsPage,
  WrongRecord,
} from './source.ts';
export { type FeedOptions, startFeed } from './start.ts';
export { type PlacementEvent, startWatching, type WatchingOptions } from './watching.ts';
