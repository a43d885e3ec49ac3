export { damaged, wellFormed } from './arbitrary.ts';
export { REFUSED_DOCUMENTS, type RefusedDocument, TEST_LIMITS } from './refused-documents.ts';
