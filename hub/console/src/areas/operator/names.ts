import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '../../ui/tag.tsx';
import type { Control, FailureGroup, HeldItem, Job, Service, Upstream } from './calls.ts';
import { operatorTexts } from './texts.ts';

type KnownReason = keyof typeof operatorTexts.lv.reason;
const isKnownReason = (code: string): code is KnownReason => code in operatorTexts.lv.reason;
type KnownAdvice = keyof typeof operatorTexts.lv.advice;
const hasAdvice = (code: string): code is KnownAdvice => code in operatorTexts.lv.advice;
type KnownType = keyof typeof operatorTexts.lv.eventType;
const isKnownType = (type: string): type is KnownType => type in operatorTexts.lv.eventType;

/** `PAYMENT_INVALID` and the like: a record of a register is not as its contract says. */
const OF_A_RECORD = /_INVALID$/;

/** What codes and names mean, in the reader's language; what nobody knows stays as it is. */
export function useNames() {
  const { t } = useTranslation('operator');
  return useMemo(
    () => ({
      service: (name: string): string => {
        if (name === 'hub' || name === 'statistics') return t(`service.${name}`);
        return t('service.adapter', { name: name.replace(/^adapter-/, '').toUpperCase() });
      },
      /** What a code means; undefined if nobody wrote it down. */
      reason: (code: string): string | undefined => {
        if (isKnownReason(code)) return t(`reason.${code}`);
        return OF_A_RECORD.test(code) ? t('reason.RECORD_INVALID') : undefined;
      },
      /** What to do about it. */
      advice: (code: string, kind: HeldItem['kind']): string =>
        hasAdvice(code) ? t(`advice.${code}`) : t(`adviceOf.${kind}`),
      /** What a type of event is about; the type itself if it has no words. */
      type: (type: string): string => {
        const key = type.replaceAll('.', '-'); // a dot would lead into a group of texts
        return isKnownType(key) ? t(`eventType.${key}`) : type;
      },
    }),
    [t],
  );
}

export const SERVICE_TONES = {
  down: 'bad',
  silent: 'bad',
  degraded: 'warn',
  up: 'good',
} as const satisfies Record<Service['state'], Tone>;

export const BREAKER_TONES = {
  open: 'bad',
  held: 'warn',
  'half-open': 'warn',
  closed: 'good',
} as const satisfies Record<Upstream['breaker'], Tone>;

export const STATE_TONES = {
  parked: 'bad',
  waiting: 'warn',
  dismissed: 'plain',
} as const satisfies Record<FailureGroup['state'], Tone>;

const JOB_TONES = {
  gathering: 'plain',
  running: 'plain',
  paused: 'warn',
  stopped: 'warn',
  done: 'good',
} as const satisfies Record<Job['state'], Tone>;

/** A job that is done is good only if nothing failed again. */
export const toneOfJob = ({ state, failed }: Job): Tone =>
  state === 'done' && failed > 0 ? 'warn' : JOB_TONES[state];

const BADNESS = { down: 0, silent: 1, degraded: 2, up: 3 } as const satisfies Record<
  Service['state'],
  number
>;

/** The worst first; among equals what waits for an operator, then by name. */
export const worstFirst = (one: Service, other: Service): number =>
  BADNESS[one.state] - BADNESS[other.state] ||
  other.held.parked - one.held.parked ||
  one.service.localeCompare(other.service);

/** The stop by hand of an upstream, if it is stopped. */
export const holdOf = (
  controls: readonly Control[],
  service: string,
  upstream: string,
): Control | undefined =>
  controls.find((control) => control.stopped && control.service === service && control.upstream === upstream);
