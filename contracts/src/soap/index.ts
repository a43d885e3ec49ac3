export { type CallContext, ChangeContext, ReadContext } from './context.ts';
export {
  actionOf,
  CONTEXT,
  ITEM,
  PLACEHOLDER_ORIGIN,
  SAITE_NAMESPACE,
  SAITE_SCHEMA,
  SOAP_PATH,
} from './names.ts';
export {
  inputOf,
  isSoapOperation,
  type OperationInput,
  SOAP_OPERATION_NAMES,
  SOAP_OPERATIONS,
  type SoapOperation,
} from './operations.ts';
export { isOfSender, SoapProblem, soapTexts } from './problem.ts';
export type { Facets, FieldShape, RecordShape, Shape, TextShape } from './shape.ts';
export { PROBLEM_SHAPE, requestShape, responseNameOf, responseShape } from './shapes.ts';
export {
  GET_RESULT,
  GetResultBody,
  IVIS_NAMESPACE,
  IvisError,
  IvisRequestHeader,
  IvisResponseHeader,
  messageTypeOf,
  TRANSACTION_START,
  VISS_NAMESPACE,
  VISS_OPERATIONS,
  VISS_PATH,
  VISS_SHAPES,
  type VissOperation,
  vissActionOf,
} from './viss.ts';
export { codeWords, soapWords } from './words.ts';
