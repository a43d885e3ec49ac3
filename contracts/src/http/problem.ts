import { z } from 'zod';

/**
 * Every error of the doors: its stable code, its status, what it says in both languages, and what to do next.
 * The order of checks is 401, 403, 413, 415, 400, 422, 404, 409.
 */
export const PROBLEMS = {
  UNAUTHENTICATED: {
    status: 401,
    title: { en: 'A valid token is needed', lv: 'Nepieciešama derīga pilnvara' },
    next: {
      en: 'Get a token from the issuer and send it as a bearer; a system sends it over mutual TLS.',
      lv: 'Saņemiet pilnvaru no izdevēja un nosūtiet to kā "Bearer"; sistēma to sūta pa savstarpējo TLS.',
    },
  },
  FORBIDDEN: {
    status: 403,
    title: { en: 'Your role may not make this call', lv: 'Jūsu loma šo izsaukumu neatļauj' },
    next: { en: 'Ask for a role that may.', lv: 'Lūdziet lomu, kas to atļauj.' },
  },
  PURPOSE_NEEDED: {
    status: 403,
    title: {
      en: 'Your role may make this call only with a purpose',
      lv: 'Jūsu loma šo izsaukumu atļauj tikai, norādot mērķi',
    },
    next: {
      en: 'Say in the header Saite-Purpose why the person is looked up.',
      lv: 'Galvenē Saite-Purpose norādiet, kāpēc dati vajadzīgi.',
    },
  },
  TOO_LARGE: {
    status: 413,
    title: { en: 'The body is too large', lv: 'Saturs ir pārāk liels' },
    next: { en: 'Send a smaller body.', lv: 'Sūtiet mazāku saturu.' },
  },
  UNSUPPORTED_TYPE: {
    status: 415,
    title: { en: 'The content type is not supported', lv: 'Satura tips netiek atbalstīts' },
    next: {
      en: 'Send the content type that the call asks for, mostly application/json, in UTF-8.',
      lv: 'Sūtiet saturu tādā tipā, kādu prasa izsaukums (parasti application/json), UTF-8 kodējumā.',
    },
  },
  UNREADABLE: {
    status: 400,
    title: { en: 'The body cannot be read', lv: 'Saturu nevar nolasīt' },
    next: { en: 'Send well-formed JSON in UTF-8.', lv: 'Sūtiet pareizi veidotu JSON UTF-8 kodējumā.' },
  },
  INVALID: {
    status: 422,
    title: { en: 'Some fields are not allowed as they are', lv: 'Daži lauki nav atļauti' },
    next: {
      en: 'Mend the fields that are named and send again.',
      lv: 'Izlabojiet nosauktos laukus un sūtiet vēlreiz.',
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: {
      en: 'The idempotency key was used with another body',
      lv: 'Idempotences atslēga jau lietota ar citu saturu',
    },
    next: { en: 'Use a new key for a new body.', lv: 'Jaunam saturam lietojiet jaunu atslēgu.' },
  },
  NOT_FOUND: {
    status: 404,
    title: { en: 'Not there, or not yours', lv: 'Nav atrasts vai nav jums pieejams' },
    next: { en: 'Check the ids and the period.', lv: 'Pārbaudiet identifikatorus un periodu.' },
  },
  VERSION_CONFLICT: {
    status: 409,
    title: {
      en: 'This record version was taken with other content',
      lv: 'Šī ieraksta versija jau pieņemta ar citu saturu',
    },
    next: {
      en: 'Send the change with the next record version.',
      lv: 'Nosūtiet izmaiņu ar nākamo ieraksta versiju.',
    },
  },
  STILL_AT_WORK: {
    status: 409,
    title: {
      en: 'A call with this idempotency key is still at work',
      lv: 'Izsaukums ar šo idempotences atslēgu vēl tiek apstrādāts',
    },
    next: { en: 'Wait and ask again with the same key.', lv: 'Pagaidiet un atkārtojiet ar to pašu atslēgu.' },
  },
  NOT_READY: {
    status: 409,
    title: { en: 'The result is not there yet', lv: 'Rezultāta vēl nav' },
    next: { en: 'Ask again when the import is checked.', lv: 'Jautājiet vēlreiz, kad imports pārbaudīts.' },
  },
  COUNT_CHANGED: {
    status: 409,
    title: {
      en: 'There are more by now than the preview counted',
      lv: 'Tagad to ir vairāk, nekā saskaitīja priekšskatījums',
    },
    next: { en: 'Look at the preview again.', lv: 'Apskatiet priekšskatījumu vēlreiz.' },
  },
  SECOND_PERSON_NEEDED: {
    status: 409,
    title: {
      en: 'Whoever proposed an edit does not decide on it',
      lv: 'Labojuma ierosinātājs par to neizlemj',
    },
    next: { en: 'Ask another operator.', lv: 'Lūdziet citu operatoru.' },
  },
  WRONG_STATE: {
    status: 409,
    title: { en: 'Its state does not allow this any more', lv: 'Stāvoklis to vairs neļauj' },
    next: {
      en: 'Read it again and see what is left to do.',
      lv: 'Nolasiet to vēlreiz un skatiet, kas vēl darāms.',
    },
  },
  TOO_MANY_CALLS: {
    status: 429,
    title: { en: 'Too many calls', lv: 'Pārāk daudz izsaukumu' },
    next: { en: 'Wait as long as Retry-After says.', lv: 'Pagaidiet, cik norāda Retry-After.' },
  },
  INTERNAL: {
    status: 500,
    title: { en: 'Something went wrong here', lv: 'Radās iekšēja kļūda' },
    next: {
      en: 'Try again later; tell the operator the time of the call.',
      lv: 'Mēģiniet vēlāk; pasakiet operatoram izsaukuma laiku.',
    },
  },
  UNAVAILABLE: {
    status: 503,
    title: {
      en: 'A part that is needed is down; nothing was done',
      lv: 'Nepieciešama daļa nedarbojas; nekas netika izdarīts',
    },
    next: { en: 'Try again later.', lv: 'Mēģiniet vēlāk.' },
  },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

export const ProblemField = z
  .strictObject({
    path: z.string().describe('Path of the field, like stays[0].startedOn'),
    message: z.string().describe('What is wrong with it; never the value'),
  })
  .describe('A field that is not allowed as it is');

/** RFC 9457 problem details with a stable code. */
export const Problem = z
  .strictObject({
    type: z.string().describe('URI of the kind of problem'),
    title: z.string().describe("What happened, in the caller's language"),
    status: z.int().describe('HTTP status'),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]).describe('Stable code'),
    detail: z.string().describe('What to do next'),
    errors: z.array(ProblemField).optional().describe('The fields that are wrong'),
  })
  .describe('Problem details, RFC 9457');
export type Problem = z.infer<typeof Problem>;
