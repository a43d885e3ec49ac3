import { PROBLEMS, type ProblemCode } from '@saite/contracts';
import { ITEM, isOfSender, SAITE_NAMESPACE, type SoapProblem, soapTexts } from '@saite/contracts/soap';
import type { Language } from '../language.ts';
import type { ProblemError } from '../problem-error.ts';
import type { SoapVersion } from './envelope/index.ts';
import { escapeXml } from './xml-text.ts';

/** A problem as the SOAP doors tell it. */
export function soapProblem({ code, fields }: ProblemError, language: Language): SoapProblem {
  const { title, next } = soapTexts(code);
  return {
    code,
    title: title[language],
    detail: next[language],
    ...(fields.length > 0 && { errors: [...fields] }),
  };
}

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

function detailOf({ code, title, detail, errors }: SoapProblem): string {
  const items = errors?.map(({ path, message }) =>
    element(ITEM, element('path', escapeXml(path)) + element('message', escapeXml(message))),
  );
  return (
    `<Problem xmlns="${SAITE_NAMESPACE}">${element('code', code)}` +
    `${element('title', escapeXml(title))}${element('detail', escapeXml(detail))}` +
    `${items ? element('errors', items.join('')) : ''}</Problem>`
  );
}

/** A fault, as the element that stands in the Body. */
export function faultOf(version: SoapVersion, error: ProblemError, language: Language): string {
  const problem = soapProblem(error, language);
  const text = `xml:lang="${language}">${escapeXml(problem.title)}`;
  const ofSender = isOfSender(error.code);
  if (version === '1.1')
    return element(
      'soap:Fault',
      `<faultcode>soap:${ofSender ? 'Client' : 'Server'}</faultcode><faultstring ${text}</faultstring>` +
        element('detail', detailOf(problem)),
    );
  return element(
    'soap:Fault',
    `<soap:Code><soap:Value>soap:${ofSender ? 'Sender' : 'Receiver'}</soap:Value>` +
      `<soap:Subcode><soap:Value xmlns:saite="${SAITE_NAMESPACE}">saite:${error.code}</soap:Value></soap:Subcode></soap:Code>` +
      `<soap:Reason><soap:Text ${text}</soap:Text></soap:Reason>` +
      element('soap:Detail', detailOf(problem)),
  );
}

/** Refusals that HTTP has a word for, before anything is read as SOAP. */
const BEFORE_SOAP: ReadonlySet<ProblemCode> = new Set(['TOO_LARGE', 'UNSUPPORTED_TYPE', 'TOO_MANY_CALLS']);

/** HTTP status of a fault: SOAP 1.1 knows 500 only, SOAP 1.2 tells the sender's from ours. */
export function statusOf(version: SoapVersion, code: ProblemCode): number {
  if (BEFORE_SOAP.has(code)) return PROBLEMS[code].status;
  return version === '1.2' && isOfSender(code) ? 400 : 500;
}
