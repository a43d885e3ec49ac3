export * from './clock.ts';
export * from './config.ts';
export * from './database.ts';
export * from './log.ts';
export * from './loop.ts';
export * from './service.ts';
