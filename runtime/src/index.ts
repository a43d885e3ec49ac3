export * from './clock.ts';
export * from './config.ts';
export * from './database.ts';
export * from './health.ts';
export * from './held-messages.ts';
export * from './log.ts';
export * from './loop.ts';
export * from './service.ts';
