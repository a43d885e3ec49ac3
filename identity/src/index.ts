export {
  type AuditKey,
  type AuditPublicKey,
  makeAuditKeyFile,
  parseAuditKeyFile,
  parseAuditPublicKey,
  publicHalf,
} from './audit-key.ts';
export { countBoxes, type RewrappedText, rewrapText } from './boxes.ts';
export { type CodeLink, connectCodes } from './connect-codes.ts';
export {
  openAudit,
  openCode,
  openPerson,
  openTexts,
  type PersonIdentity,
  sealAudit,
  sealCode,
  sealPerson,
  sealTexts,
} from './contents.ts';
export { type EventHead, eventHead, type ToldRecord } from './event-head.ts';
export { type KeyRing, makeKeyFile, parseKeyFile, type VersionedKeys } from './key-ring.ts';
export { type NarrativeKind, type NarrativeOf, openNarrative, sealNarrative } from './narratives.ts';
export { makePass, type OnBehalf, readPass } from './on-behalf.ts';
export { hashPassword, verifyPassword } from './password.ts';
export { eventIdOf, keyedDigest, personRef } from './person-ref.ts';
export {
  allRefs,
  codesOfRefs,
  type RefNames,
  type RenamedText,
  refsOfOthers,
  renameRefs,
  versionOfRef,
} from './renewed-refs.ts';
export {
  forgetOldIndexKeys,
  forgetOldSealingKeys,
  indexKeyVersions,
  type KeyVersions,
  rotateIndexKey,
  rotateSealingKey,
  sealingKeyVersions,
  withAuditKeys,
} from './rotate-keys.ts';
export { hasKeyOf, KeyUnknown } from './seal.ts';
