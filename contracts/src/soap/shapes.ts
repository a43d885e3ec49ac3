import { type Operation, operations } from '../http/operations.ts';
import { ChangeContext, ReadContext } from './context.ts';
import { CONTEXT } from './names.ts';
import { inputOf, SOAP_OPERATIONS, type SoapOperation } from './operations.ts';
import { SoapProblem } from './problem.ts';
import { type RecordShape, recordShape } from './shape.ts';

/** Form of an operation's request: how the call is made, then what is asked. */
export function requestShape(name: SoapOperation): RecordShape {
  const { changes, summary }: Operation = operations[SOAP_OPERATIONS[name]];
  const asked = recordShape(inputOf(name).schema, 'request', name);
  const context = changes
    ? recordShape(ChangeContext, 'request', 'ChangeContext')
    : recordShape(ReadContext, 'request', 'ReadContext');
  return {
    ...asked,
    description: summary.en,
    fields: [
      {
        name: CONTEXT,
        shape: context,
        optional: true,
        nullable: false,
        description: context.description,
      },
      ...asked.fields,
    ],
  };
}

/** Name of the element that answers an operation. */
export const responseNameOf = (element: string): string => `${element}Response`;

/** Form of an operation's answer. */
export function responseShape(name: SoapOperation): RecordShape {
  const { answer }: Operation = operations[SOAP_OPERATIONS[name]];
  return recordShape(answer.schema, 'response', responseNameOf(name));
}

/** Form of what the detail of a fault holds. */
export const PROBLEM_SHAPE: RecordShape = recordShape(SoapProblem, 'request', 'Problem');
