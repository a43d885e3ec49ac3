import { randomUUID } from 'node:crypto';
import {
  IVIS_NAMESPACE,
  type IvisError,
  IvisRequestHeader,
  type IvisResponseHeader,
  messageTypeOf,
  VISS_SHAPES,
} from '@saite/contracts/soap';
import { toInstant } from '@saite/runtime';
import { elementsOf, isNamed, type XmlElement } from '@saite/xml';
import type { Language } from '../language.ts';
import { ProblemError, parseInput } from '../problem-error.ts';
import { soapProblem } from '../soap/faults.ts';
import { recordFromXml } from '../soap/values.ts';
import type { XmlSchema } from '../soap/xml-schema.ts';
import { escapeXml } from '../soap/xml-text.ts';

/** An `IVISRequest`: who says what in which transaction. */
export interface IvisRequest {
  readonly header: IvisRequestHeader;
  /** The element in its body. */
  readonly element: XmlElement;
}

/**
 * Reads an `IVISRequest`. What is wrong within the operation's element is left to the operation.
 *
 * @throws ProblemError `INVALID`, `NOT_FOUND` of another element
 */
export function readIvisRequest(request: XmlElement, text: string, schema: XmlSchema): IvisRequest {
  if (!isNamed(request, IVIS_NAMESPACE, 'IVISRequest')) throw new ProblemError('NOT_FOUND');
  const wrong = schema.wrongFields(text, request).filter(({ path }) => !path.startsWith('Body.'));
  const [header, body] = elementsOf(request);
  const element = body && elementsOf(body)[0];
  if (wrong.length > 0 || !header || !element) throw new ProblemError('INVALID', wrong);
  return { header: parseInput(IvisRequestHeader, recordFromXml(VISS_SHAPES.requestHeader, header)), element };
}

const tag = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const record = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => tag(name, escapeXml(value)))
    .join('');

/** What an `IVISResponse` holds beside its header. */
export type IvisContent =
  | { readonly element: string }
  | { readonly problem: ProblemError; readonly language: Language }
  /** Taken; the result is fetched later. */
  | 'taken';

/** An `IVISResponse` to a request, as the element that stands in the Body of the envelope. */
export function ivisResponse({ header, element }: IvisRequest, content: IvisContent, now: Date): string {
  const isProblem = content !== 'taken' && 'problem' in content;
  const responseHeader: IvisResponseHeader = {
    MessageID: randomUUID(),
    MessageType: messageTypeOf(isProblem ? 'Error' : `${element.name}Response`),
    TransactionID: header.TransactionID,
    CorrelationID: header.MessageID,
    TimeStamp: toInstant(now),
    Result: isProblem ? 'error' : 'success',
  };
  const rest =
    content === 'taken'
      ? ''
      : isProblem
        ? tag(
            'ErrorList',
            errorsOf(content.problem, content.language)
              .map((each) => tag('Error', record(each)))
              .join(''),
          )
        : tag('Body', content.element);
  return `<IVISResponse xmlns="${IVIS_NAMESPACE}">${tag('Header', record(responseHeader))}${rest}</IVISResponse>`;
}

/** A problem as the list of errors tells it: what happened and what to do, then each wrong field. */
function errorsOf(problem: ProblemError, language: Language): IvisError[] {
  const { code, title, detail, errors = [] } = soapProblem(problem, language);
  const descriptions = [`${title}. ${detail}`, ...errors.map(({ path, message }) => `${path}: ${message}`)];
  return descriptions.map((description) => ({
    ErrorCode: code,
    ErrorSeverity: 'ERROR',
    ErrorDescription: description,
  }));
}
