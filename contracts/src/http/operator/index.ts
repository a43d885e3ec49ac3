export * from './common.ts';
export * from './edits.ts';
export * from './held.ts';
export * from './jobs.ts';
export * from './overview.ts';
