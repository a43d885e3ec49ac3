import { readFile } from 'node:fs/promises';
import { type Operation, operations } from '@saite/contracts';
import {
  ChangeContext,
  CONTEXT,
  inputOf,
  isSoapOperation,
  requestShape,
  responseShape,
  SAITE_NAMESPACE,
  SOAP_OPERATION_NAMES,
  SOAP_OPERATIONS,
  SOAP_PATH,
  type SoapOperation,
} from '@saite/contracts/soap';
import { canonicalXml, type XmlElement } from '@saite/xml';
import type { DoorName } from '../../audit/append.ts';
import type { Door } from '../call.ts';
import type { Caller } from '../caller.ts';
import type { Language } from '../language.ts';
import { type Asked, letIn, perform } from '../perform.ts';
import { ProblemError, parseInput } from '../problem-error.ts';
import { contextOf } from './context.ts';
import { recordFromXml, recordToXml } from './values.ts';
import { type Operate, WsdlServer } from './wsdl-server.ts';
import { XmlSchema } from './xml-schema.ts';

/** Names the forms of an operation's request and answer. */
const SHAPES = Object.fromEntries(
  SOAP_OPERATION_NAMES.map((name) => [name, { request: requestShape(name), answer: responseShape(name) }]),
);

/** A call of an operation, from a caller that is known. */
export interface OperationCall {
  /** The element of the operation. */
  readonly element: XmlElement;
  readonly caller: Caller;
  readonly door: DoorName;
  readonly language: Language;
  /** The key under which a change may be repeated, if the element says none. */
  readonly key?: string;
  readonly onShown?: Asked['onShown'];
}

/** The description of the operations, as it is generated. */
export const readWsdl = (name: string): Promise<string> =>
  readFile(new URL(import.meta.resolve(`@saite/contracts/generated/wsdl/${name}.wsdl`)), 'utf8');

/** The operations of the SOAP doors: an element in, an element out. */
export class SoapOperations {
  readonly #door: Door;
  readonly #schema: XmlSchema;
  readonly #server: WsdlServer;

  private constructor(door: Door, schema: XmlSchema, server: WsdlServer) {
    this.#door = door;
    this.#schema = schema;
    this.#server = server;
  }

  static async open(door: Door): Promise<SoapOperations> {
    return new SoapOperations(
      door,
      await XmlSchema.open('Saite.xsd'),
      await WsdlServer.open({
        wsdl: await readWsdl('Saite'),
        service: 'Saite',
        port: 'Soap11',
        operations: SOAP_OPERATION_NAMES,
        path: SOAP_PATH,
      }),
    );
  }

  /**
   * Does what an element asks: whether the caller may is judged before what it says, as at every door.
   *
   * @returns the element that answers, as XML by itself, valid by the schema
   * @throws ProblemError
   */
  async answer({ element, caller, door, language, key, onShown }: OperationCall): Promise<string> {
    const { name } = element;
    if (element.namespace !== SAITE_NAMESPACE || !isSoapOperation(name)) throw new ProblemError('NOT_FOUND');
    const { purpose, embargo } = contextOf(element);
    const admitted = letIn(caller, SOAP_OPERATIONS[name], purpose, door, embargo);
    const text = canonicalXml(element, element.scope.keys());
    const wrong = this.#schema.wrongFields(text, element);
    if (wrong.length > 0) throw new ProblemError('INVALID', wrong);
    const operate: Operate = async (dispatched) => {
      if (dispatched !== name) throw new Error('the description names another operation');
      const { request, answer } = shapesOf(name);
      const asked = {
        ...askedOf(name, recordFromXml(request, element), key),
        admitted,
        language,
        ...(onShown && { onShown }),
      };
      return recordToXml(answer, await perform(this.#door, asked));
    };
    const answered = await this.#server.answer(text, operate);
    if (!this.#schema.isValid(answered)) {
      this.#door.log.error('soap.answer-invalid', { part: name, code: 'ANSWER_INVALID' });
      throw new ProblemError('INTERNAL');
    }
    return answered;
  }
}

function shapesOf(name: SoapOperation) {
  const shapes = SHAPES[name];
  if (!shapes) throw new Error(`no form of ${name}`);
  return shapes;
}

/** What the operation is asked, in the place where REST has it. */
function askedOf(
  name: SoapOperation,
  { [CONTEXT]: context = {}, ...input }: Record<string, unknown>,
  key: string | undefined,
): Pick<Asked, 'operation' | 'body' | 'params' | 'query' | 'repeatable'> {
  const operation = SOAP_OPERATIONS[name];
  const { changes }: Operation = operations[operation];
  const { idempotencyKey = key } = parseInput(ChangeContext, context);
  return {
    operation,
    [inputOf(name).part]: input,
    ...(changes &&
      idempotencyKey !== undefined && {
        repeatable: { key: idempotencyKey, target: '', body: JSON.stringify(input) },
      }),
  };
}
