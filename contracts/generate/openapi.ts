import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import * as contracts from '../src/index.ts';
import { COMMON_PROBLEMS, type Operation, operations, PROBLEMS, type ProblemCode } from '../src/index.ts';
import { type JsonObject, plainObject } from './json.ts';
import { systemPaths } from './system-paths.ts';
import { withoutUnusedSchemas } from './used-schemas.ts';

type Responses = NonNullable<ZodOpenApiOperationObject['responses']>;

const headers = {
  fileName: z.string().max(200).optional().describe('Name of the file; held against the one in its header'),
  language: z.string().optional().describe('Language of messages: lv by default, en if it comes first'),
  purpose: z
    .string()
    .max(2_000)
    .optional()
    .describe(
      "Why the person is looked up, in 3 to 200 characters, beyond ASCII as RFC 8187 says (`UTF-8''S%C5%ABdz%C4%ABba`); every role but the ministry has a default",
    ),
  embargo: contracts.EmbargoGround.optional().describe(
    "Keeps from the person that the caller looked; orphan's courts, social services, ministry and auditor only",
  ),
  idempotencyKey: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same key and body give the same answer; scoped to caller and path'),
};

const headersOf = (operation: Operation) =>
  z.object({
    ...(operation.upload && { 'X-File-Name': headers.fileName }),
    'Accept-Language': headers.language,
    ...(operation.changes && { 'Idempotency-Key': headers.idempotencyKey }),
    ...(!operation.changes && !operation.open && { 'Saite-Purpose': headers.purpose }),
    ...(!operation.changes &&
      contracts.EMBARGO_ROLES.some((role) => operation.access[role]) && { 'Saite-Embargo': headers.embargo }),
  });

const EXTRA_HEADERS: Readonly<Record<number, z.ZodObject>> = {
  401: z.object({
    'WWW-Authenticate': z
      .string()
      .optional()
      .describe(
        'RFC 6750: `Bearer`, with `error="invalid_token"` if a token came that does not hold; why is not said',
      ),
  }),
  403: z.object({
    'WWW-Authenticate': z
      .string()
      .optional()
      .describe('RFC 6750: `Bearer`, with `error="insufficient_scope"`'),
  }),
  429: z.object({ 'Retry-After': z.string().optional().describe('Seconds to wait') }),
  503: z.object({ 'Retry-After': z.string().optional().describe('Seconds to wait') }),
};

/** One response per status, with an example of each code that it may carry. */
function problemsOf(codes: readonly ProblemCode[]): Responses {
  const responses: Responses = {};
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  for (const [status, ofStatus] of [...byStatus].sort(([a], [b]) => a - b)) {
    const extra = EXTRA_HEADERS[status];
    responses[`${status}`] = {
      description: ofStatus.map((code) => `\`${code}\`: ${PROBLEMS[code].title.en}`).join('\n\n'),
      ...(extra && { headers: extra }),
      content: {
        'application/problem+json': {
          schema: contracts.Problem,
          examples: Object.fromEntries(ofStatus.map((code) => [code, { value: exampleOf(code) }])),
        },
      },
    };
  }
  return responses;
}

const exampleOf = (code: ProblemCode) => ({
  type: `urn:saite:problem:${code.toLowerCase().replaceAll('_', '-')}`,
  title: PROBLEMS[code].title.en,
  status: PROBLEMS[code].status,
  code,
  detail: PROBLEMS[code].next.en,
});

const TEXT = { schema: { type: 'string' as const } };

function answerOf({ answer }: Operation): Responses {
  const others = (answer.alsoAs ?? []).map((type) => [type, TEXT]);
  return {
    [`${answer.status}`]: {
      description: answer.schema.description ?? 'The answer',
      content: {
        [answer.as ?? 'application/json']: { schema: answer.schema },
        ...Object.fromEntries(others),
      },
    },
  };
}

const rolesOf = ({ access, open }: Operation): string =>
  open
    ? 'Open to everybody, without a token'
    : `Roles: ${Object.entries(access)
        .map(([role, reach]) => `\`${role}\` (${reach})`)
        .join(', ')}`;

/** Problems of every call that asks for no token and takes no body. */
const OPEN_PROBLEMS = ['INVALID', 'TOO_MANY_CALLS', 'INTERNAL', 'UNAVAILABLE'] as const;

function operationObject(id: string, operation: Operation): ZodOpenApiOperationObject {
  const { params, query, body, upload } = operation;
  return {
    operationId: id,
    tags: [operation.path.split('/')[2] ?? 'other'],
    summary: operation.summary.en,
    description: `${operation.summary.lv}.\n\n${rolesOf(operation)}.`,
    requestParams: { ...(params && { path: params }), ...(query && { query }), header: headersOf(operation) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    ...(upload && { requestBody: { required: true, content: { [upload]: TEXT } } }),
    responses: {
      ...answerOf(operation),
      ...problemsOf([...(operation.open ? OPEN_PROBLEMS : COMMON_PROBLEMS), ...operation.problems]),
    },
    security: operation.open ? [] : [{ bearer: [] }, { mutualTls: [], bearer: [] }],
    'x-roles': operation.access,
  };
}

function pathsOf(all: Readonly<Record<string, Operation>>): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [id, operation] of Object.entries(all)) {
    const method = operation.method === 'GET' ? 'get' : 'post';
    paths[operation.path] = { ...paths[operation.path], [method]: operationObject(id, operation) };
  }
  return paths;
}

/** Every exported object of the contracts, so that it is written once and referred to. */
const namedSchemas = (): Record<string, z.ZodObject> =>
  Object.fromEntries(
    Object.entries(contracts).flatMap(([name, value]) =>
      value instanceof z.ZodObject ? [[name, value]] : [],
    ),
  );

/** OpenAPI 3.1: every call of the REST door, and the paths that say how the system is. */
export function openApi(version: string, all: Readonly<Record<string, Operation>> = operations): JsonObject {
  const document = plainObject(
    createDocument({
      openapi: '3.1.0',
      info: {
        title: 'Saite',
        version,
        description:
          "Integration hub of Latvia's welfare registers. Errors are RFC 9457 problem details with a stable code, " +
          'checked in the order 401, 403, 413, 415, 400, 422, 404, 409. No personal code ever stands in a URL. 404 ' +
          'means "not there, or not yours".',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: 'http://127.0.0.1:8080', description: 'A local installation' }],
      paths: { ...pathsOf(all), ...systemPaths },
      components: {
        schemas: namedSchemas(),
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'OIDC access token (RFC 9068). Of a system it is bound to its certificate (RFC 8705) and holds on the ' +
              'port with mutual TLS only.',
          },
          mutualTls: {
            type: 'mutualTLS',
            description: "The system's certificate, from an authority that is trusted and pinned for it.",
          },
        },
      },
    }),
  );
  return withoutUnusedSchemas(document);
}
