export { authenticate } from './authenticate.ts';
export { ClientTrust } from './client-trust.ts';
export type { Authenticated, Connection, SecurityOptions, VerifiedHeaders } from './options.ts';
export { SECURITY_REFUSALS, type SecurityReason, SecurityRefusal } from './refusal.ts';
export { REPLAY_STEP, ReplayGuard } from './replay.ts';
