import { randomUUID } from 'node:crypto';
import {
  IVIS_NAMESPACE,
  messageTypeOf,
  VISS_NAMESPACE,
  VISS_PATH,
  vissActionOf,
} from '@saite/contracts/soap';
import { elements, operation, signedEnvelope, textIn } from '../../support/soap-caller.ts';
import { today, type World } from '../world.ts';
import { anAdult } from './people.ts';
import { signedCaller } from './signed-caller.ts';
import { SOAP_TYPES } from './soap.ts';
import { together } from './together.ts';

interface Message {
  readonly action?: string;
  readonly addressing?: Readonly<Record<string, string>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Calls the door in the shape of the state's request service, rightly and with a code in every place of a message. */
export async function callByViss(world: World): Promise<void> {
  const { identity } = await signedCaller(world, 'secrecy-viss', ['spolis']);
  const { code, name, institutionId } = anAdult(7, today());
  const to = `${world.ground.system.urls.hub}${VISS_PATH}`;
  const send = (action: string, element: string, more: Readonly<Record<string, string>> = {}) => {
    const addressing = { Action: action, MessageID: `urn:uuid:${randomUUID()}`, To: to, ...more };
    const body = signedEnvelope(identity, element, { version: '1.2', addressing });
    return world.call(VISS_PATH, {
      method: 'POST',
      body,
      headers: { 'content-type': SOAP_TYPES['1.2'] },
      shows: (content) => textIn(content, 'Result') !== 'error',
    });
  };
  const begun = await send(vissActionOf('StartTransaction'), `<StartTransaction xmlns="${VISS_NAMESPACE}"/>`);
  const transaction = textIn(begun.text, 'TransactionID') ?? '';
  const ivis = ({ body, header = {} }: Message) => {
    const type = messageTypeOf(/<([A-Za-z]+)/.exec(body)?.[1] ?? '');
    const said = {
      MessageID: randomUUID(),
      MessageType: type,
      TransactionID: transaction,
      TimeStamp: new Date().toISOString(),
      ...header,
    };
    return `<IVISRequest xmlns="${IVIS_NAMESPACE}"><Header>${elements(said)}</Header><Body>${body}</Body></IVISRequest>`;
  };
  const submit = (message: Message) =>
    send(message.action ?? vissActionOf('SubmitSync'), ivis(message), message.addressing);
  const allowance = (personCode: string, month = today().slice(0, 7)) =>
    operation('GetAllowance', elements({ personCode, month }));

  const later = randomUUID();
  await submit({ body: allowance(code) });
  await submit({ action: vissActionOf('Submit'), header: { MessageID: later }, body: allowance(code) });
  const fetched = `<GetResult xmlns="${VISS_NAMESPACE}"><MessageID>${later}</MessageID></GetResult>`;
  await submit({ body: fetched });
  const placement = { placementId: 'viss-1', recordVersion: 1, personCode: code, institutionId };
  const stay = { programme: 'adult-long-term-care', startedOn: today(), dailyCost: '20.00' };
  await submit({ body: operation('SubmitPlacement', elements({ ...placement, ...stay })) });

  for (const said of [code, `${code.slice(0, 6)}-${code.slice(6)}`]) {
    const body = allowance(said);
    const wrong: Message[] = [
      { body: allowance(said, said) },
      { body: `${body}<P${said}>${name}</P${said}>` },
      { body: operation(`Get${said}`, '') },
      { body: fetched.replace(later, said) },
      { body: `${said} ${name}` },
      { body, header: { MessageID: said } },
      { body, header: { CorrelationID: said } },
      { body, header: { TransactionID: said } },
      { body, header: { TransactionID: `URN:IVIS:999003:SAITE-v1-0-TR-${said}` } },
      { body, header: { MessageType: `URN:IVIS:${said}` } },
      { body, header: { TimeStamp: said } },
      { body, header: { [`P${said}`]: name } },
      { body, action: `${VISS_NAMESPACE}/${said}` },
      { body, addressing: { MessageID: said } },
      { body, addressing: { To: `http://127.0.0.1/${said}` } },
      { body, addressing: { RelatesTo: said, From: said } },
      { body, action: vissActionOf('Submit'), header: { MessageID: randomUUID(), [`P${said}`]: said } },
    ];
    await together(wrong, submit);
  }
}
