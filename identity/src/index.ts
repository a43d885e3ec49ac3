export {
  type AuditKey,
  type AuditPublicKey,
  makeAuditKeyFile,
  parseAuditKeyFile,
  parseAuditPublicKey,
  publicHalf,
} from './audit-key.ts';
export { type CodeLink, connectCodes } from './connect-codes.ts';
export {
  openCode,
  openPerson,
  openTexts,
  type PersonIdentity,
  sealCode,
  sealPerson,
  sealTexts,
} from './contents.ts';
export { type EventHead, eventHead, type ToldRecord } from './event-head.ts';
export { type KeyRing, makeKeyFile, parseKeyFile } from './key-ring.ts';
export { type NarrativeKind, type NarrativeOf, openNarrative, sealNarrative } from './narratives.ts';
export { makePass, type OnBehalf, readPass } from './on-behalf.ts';
export { hashPassword, verifyPassword } from './password.ts';
export { eventIdOf, keyedDigest, personRef } from './person-ref.ts';
