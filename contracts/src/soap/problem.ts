import { z } from 'zod';
import { PROBLEMS, Problem, type ProblemCode, ProblemField } from '../http/problem.ts';

/** What the detail of a fault holds: the problem as REST tells it. */
export const SoapProblem = z
  .strictObject({
    code: Problem.shape.code,
    title: Problem.shape.title,
    detail: Problem.shape.detail,
    errors: z.array(ProblemField).optional().describe('The fields that are wrong'),
  })
  .describe('What went wrong, with a stable code');
export type SoapProblem = z.infer<typeof SoapProblem>;

interface Texts {
  readonly en: string;
  readonly lv: string;
}

/** What to do next where REST's advice is about tokens, JSON and headers. */
const SOAP_NEXT: Readonly<Partial<Record<ProblemCode, Texts>>> = {
  UNAUTHENTICATED: {
    en: 'Sign Body and Timestamp with a registered certificate, at most five minutes ago, each message once; or send a UsernameToken over mutual TLS.',
    lv: 'Parakstiet Body un Timestamp ar reģistrētu sertifikātu, ne agrāk kā pirms piecām minūtēm, katru ziņojumu vienreiz; vai sūtiet UsernameToken pa savstarpēji autentificētu TLS.',
  },
  PURPOSE_NEEDED: {
    en: 'Say in context/purpose why the person is looked up.',
    lv: 'Elementā context/purpose norādiet, kāpēc dati vajadzīgi.',
  },
  UNSUPPORTED_TYPE: {
    en: 'Send SOAP 1.1 as text/xml or SOAP 1.2 as application/soap+xml, in UTF-8.',
    lv: 'Sūtiet SOAP 1.1 kā text/xml vai SOAP 1.2 kā application/soap+xml, UTF-8 kodējumā.',
  },
  UNREADABLE: {
    en: 'Send one well-formed SOAP envelope in UTF-8, without a document type and processing instructions.',
    lv: 'Sūtiet vienu pareizi veidotu SOAP aploksni UTF-8 kodējumā, bez dokumenta tipa un apstrādes instrukcijām.',
  },
  NOT_FOUND: {
    en: 'Check the operation, the ids and the period.',
    lv: 'Pārbaudiet operāciju, identifikatorus un periodu.',
  },
};

const SOAP_TITLE: Readonly<Partial<Record<ProblemCode, Texts>>> = {
  UNAUTHENTICATED: { en: 'The message is not from a known system', lv: 'Ziņojums nav no zināmas sistēmas' },
};

/** Texts of a problem as the SOAP doors tell it. */
export const soapTexts = (code: ProblemCode): { readonly title: Texts; readonly next: Texts } => ({
  title: SOAP_TITLE[code] ?? PROBLEMS[code].title,
  next: SOAP_NEXT[code] ?? PROBLEMS[code].next,
});

/** Whether the sender can mend it: what a fault says of whose fault it is. */
export const isOfSender = (code: ProblemCode): boolean => PROBLEMS[code].status < 500;
