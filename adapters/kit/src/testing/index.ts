export { openTestAdapter, type TestAdapter, type TestAdapterOptions } from './open-test-adapter.ts';
