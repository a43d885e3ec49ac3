import { fromCents } from '@saite/contracts';
import type { MadePerson, SaisPayment } from '@saite/sandbox';
import { post, type World } from './world.ts';

/** A correction of a payment, and the month in whose statement it is to be seen. */
export interface Correction {
  readonly payment: SaisPayment;
  readonly month: string;
  /** Whether a reader waits for it. */
  readonly sampled: boolean;
}

/** Amounts that no made payment has, each another, cents: so that a statement shows which version it knows. */
const FIRST_AMOUNT_CENTS = 100_001;

interface Statement {
  readonly lines: readonly { readonly paymentId: string; readonly granted: string }[];
}

/** The statement of a person's month; `undefined` if there is none. */
export async function readStatement(
  { hubUrl }: Pick<World, 'hubUrl'>,
  token: string,
  personCode: string,
  month: string,
): Promise<Statement | undefined> {
  const response = await fetch(`${hubUrl}/v1/allowances/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ personCode, month }),
  });
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${response.status} from the query of an allowance`);
  return JSON.parse(text);
}

export const shows = (statement: Statement | undefined, { payment }: Correction): boolean =>
  statement?.lines.some(
    ({ paymentId, granted }) => paymentId === payment.paymentId && granted === payment.granted,
  ) ?? false;

/**
 * Corrections of payments, one after another all over the population; every so many of them is sampled, if the
 * payment stands in a statement now.
 *
 * @param every one of so many is sampled
 */
export async function planCorrections(
  world: World,
  persons: readonly MadePerson[],
  count: number,
  every: number,
): Promise<Correction[]> {
  const payments = spread(persons.map(highestVersions));
  const [token = ''] = world.tokens;
  const corrections: Correction[] = [];
  let wanted = 0;
  for (let index = 0; corrections.length < count; index += 1) {
    const before = payments[index % payments.length];
    if (!before) throw new Error('the population has no payments');
    const cents = FIRST_AMOUNT_CENTS + index;
    const recordVersion = before.recordVersion + 1 + Math.floor(index / payments.length);
    const payment = { ...before, recordVersion, granted: fromCents(cents), paid: fromCents(cents) };
    const month = before.periodFrom;
    const isFirst = index < payments.length;
    const sampled = isFirst && corrections.length >= wanted && (await isStated(world, token, before));
    if (sampled) wanted += every;
    corrections.push({ payment, month, sampled });
  }
  return corrections;
}

async function isStated(world: World, token: string, payment: SaisPayment): Promise<boolean> {
  const statement = await readStatement(world, token, payment.personCode, payment.periodFrom);
  return statement?.lines.some(({ paymentId }) => paymentId === payment.paymentId) ?? false;
}

/** What SAIS holds of a person's payments, without those withdrawn. */
function highestVersions({ payments }: MadePerson): SaisPayment[] {
  const highest = new Map(payments.map((payment) => [payment.paymentId, payment]));
  return [...highest.values()].filter((payment) => payment.withdrawn !== true);
}

/** One of each list, then the next of each: neighbours are different persons. */
function spread<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_item, place) =>
    lists.flatMap((list) => list.slice(place, place + 1)),
  ).flat();
}

/** Enters corrections into the played SAIS. */
export async function enter(world: World, corrections: readonly Correction[]): Promise<void> {
  const response = await post(
    `${world.sandboxUrl}/sandbox/sais/payments`,
    corrections.map(({ payment }) => payment),
  );
  await response.arrayBuffer();
}
