export { type Hub, type HubOptions, openHub } from './hub.ts';
