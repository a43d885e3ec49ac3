import { randomUUID } from 'node:crypto';
import type { Clock } from '@saite/runtime';
import { z } from 'zod';
import { RequestHeader } from '../ivis-envelope.ts';
import { type IvisService, messageTypeOf } from '../ivis-service.ts';
import { errorPath } from '../wire-values.ts';

/** An error of the register's own list. */
export class IvisRefusal extends Error {
  readonly code: string;
  /** @param description for people; never a value of the request */
  constructor(code: string, description: string) {
    super(description);
    this.name = 'IvisRefusal';
    this.code = code;
  }
}

export interface IvisRegisterOptions<Body, Answer extends object> {
  readonly service: IvisService;
  readonly clock: Clock;
  /** What the body of a request must be. */
  readonly body: z.ZodType<Body>;
  /** Does what a request asks. @throws IvisRefusal if the register will not */
  readonly take: (messageId: string, body: Body) => Answer | Promise<Answer>;
}

/** An answer as it is written. */
export interface WrittenAnswer<Answer extends object> {
  readonly Header: object;
  readonly Body?: Answer;
  readonly ErrorList?: object;
}

/**
 * A register's side of `SubmitSync`: a request in, an answer out, errors as the register's own list of them. What is
 * not as the schema says is refused with the path of the field.
 */
export function ivisRegister<Body, Answer extends object>(
  options: IvisRegisterOptions<Body, Answer>,
): (content: unknown) => Promise<WrittenAnswer<Answer>> {
  const { service, clock, take } = options;
  const Request = z.strictObject({ Header: RequestHeader, Body: options.body });
  const header = (result: 'success' | 'error', request?: RequestHeader) => ({
    MessageID: randomUUID(),
    MessageType: request?.MessageType ?? messageTypeOf(service, 'Error'),
    TransactionID: request?.TransactionID ?? `${service.urn}:${service.name}-v1-0`,
    CorrelationID: request?.MessageID ?? '00000000-0000-0000-0000-000000000000',
    TimeStamp: clock.now().toISOString(),
    Result: result,
  });
  const refusal = ({ code, message }: IvisRefusal, request?: RequestHeader) => ({
    Header: header('error', request),
    ErrorList: { Error: [{ ErrorCode: code, ErrorSeverity: 'ERROR', ErrorDescription: message }] },
  });
  return async (content) => {
    const request = Request.safeParse(content);
    if (!request.success) return refusal(new IvisRefusal('INVALID_REQUEST', errorPath(request.error)));
    const { Header, Body } = request.data;
    try {
      return { Header: header('success', Header), Body: await take(Header.MessageID, Body) };
    } catch (error) {
      if (error instanceof IvisRefusal) return refusal(error, Header);
      throw error;
    }
  };
}
