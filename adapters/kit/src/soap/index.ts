export { MESSAGE_LIMIT_BYTES } from './guarded-http.ts';
export { openIvisClient, type Submit } from './ivis-client.ts';
export { RequestHeader } from './ivis-envelope.ts';
export type { IvisService } from './ivis-service.ts';
export {
  errorPath,
  Guid,
  listOf,
  orEmpty,
  PageToken,
  WireFlag,
  WireNumber,
  WireVersion,
} from './wire-values.ts';
export { xmlText } from './xml-text.ts';
