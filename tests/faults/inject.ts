import { setTimeout as pause } from 'node:timers/promises';
import { FAULT_POINTS, type FaultPoint } from '@saite/runtime';
import type { Random } from './random.ts';
import type { ServiceName, World } from './system/world.ts';

/** A fault to inject: parts killed at any time, or a service that dies at a named point. */
export type Fault =
  | { readonly kill: readonly string[]; readonly downMs: number }
  | { readonly service: ServiceName; readonly point: FaultPoint; readonly nth: number };

/** A fault that was injected. */
export interface Injected {
  readonly fault: Fault;
  /** False if the service never came by the named point. */
  readonly hit: boolean;
  /** Time until all parts were up again. */
  readonly recoveryMs: number;
}

/** Every service with every named point that it passes. */
export const POINTS: readonly { readonly service: ServiceName; readonly point: FaultPoint }[] =
  FAULT_POINTS.flatMap((point) => servicesAt(point).map((service) => ({ service, point })));

function servicesAt(point: FaultPoint): readonly ServiceName[] {
  if (point.startsWith('delivery.')) return ['adapter-sais'];
  return point.startsWith('adapter') ? ['adapter-sais', 'adapter-pmlp'] : ['hub'];
}

const SINGLE = ['hub', 'hub', 'adapter-sais', 'adapter-pmlp', 'broker', 'database', 'database'] as const;
const PAIRS = [
  ['hub', 'database'],
  ['hub', 'broker'],
  ['adapter-sais', 'broker'],
  ['adapter-pmlp', 'adapter-sais'],
  ['hub', 'adapter-sais'],
  ['broker', 'database'],
] as const;
const LONGEST_DOWN_MS = 1_500;
/** Longer than the ten seconds whose events the relay sends once more. */
const LONG_DOWN_MS = 12_000;
/** A service on a busy machine takes its time to start. */
const POINT_LIMIT_MS = 60_000;

/** Faults without end: every named point once in each turn, and kills at random between them. */
export function* endlessFaults(random: Random): Generator<Fault, never> {
  for (;;) {
    for (const { service, point } of random.shuffle(POINTS)) {
      const downMs = random.chance(8) ? LONG_DOWN_MS : random.int(0, LONGEST_DOWN_MS);
      yield { kill: random.chance(70) ? [random.pick(SINGLE)] : random.pick(PAIRS), downMs };
      yield { service, point, nth: random.int(1, 3) };
    }
  }
}

/** The fault in words. */
export const tell = (fault: Fault): string =>
  'kill' in fault
    ? `kill -9 ${fault.kill.join(' + ')}, down ${fault.downMs} ms`
    : `${fault.service} dies at ${fault.point}, passage ${fault.nth}`;

/** Injects one fault and brings everything up again, as a supervisor would. */
export async function inject(world: World, fault: Fault): Promise<Injected> {
  const names = 'kill' in fault ? fault.kill : [fault.service];
  const parts = names.map((name) => {
    const part = world.parts.get(name);
    if (!part) throw new Error(`there is no part ${name}`);
    return part;
  });
  await Promise.all(parts.map((part) => part.kill()));
  let hit = true;
  if ('kill' in fault) await pause(fault.downMs);
  else hit = await world.startToDie(fault.service, fault.point, fault.nth, POINT_LIMIT_MS);
  const downSince = performance.now();
  await Promise.all(parts.map((part) => part.start()));
  return { fault, hit, recoveryMs: Math.round(performance.now() - downSince) };
}
