import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/client.ts';
import { tell } from '../../../ui/notices.ts';
import { Problem } from '../../../ui/states.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Job } from '../calls.ts';
import { useChange } from '../changed.ts';
import { rateOf } from './rate.ts';

type Step = 'pause' | 'resume' | 'stop';
type Steer = { readonly step: Step } | { readonly ratePerSecond: number };

const STEPS = {
  gathering: ['pause', 'stop'],
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
  done: [],
} as const satisfies Record<Job['state'], readonly Step[]>;

/** Pauses, resumes or stops a job, or changes its rate. */
export function Steering({ job: { jobId, state, ratePerSecond } }: { readonly job: Job }) {
  const { t } = useTranslation('operator');
  const [rate, setRate] = useState(String(ratePerSecond));
  const steer = useChange(
    (body: Steer, key) =>
      answerOf(
        api.POST('/v1/operator/jobs/{jobId}/steer', {
          params: { path: { jobId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    (job) => tell(t('steer.said', { state: t(`jobState.${job.state}`), rate: job.ratePerSecond })),
  );
  const steps: readonly Step[] = STEPS[state];
  if (steps.length === 0) return null;
  const wanted = rateOf(rate);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== undefined) steer.send({ ratePerSecond: wanted });
  };
  return (
    <section className="card stack" aria-label={t('steer.title')}>
      <div className="row">
        {steps.map((step) => (
          <Button
            key={step}
            className={`react-aria-Button${step === 'stop' ? ' danger' : ''}`}
            isDisabled={steer.isPending}
            onPress={() => steer.send({ step })}
          >
            {t(`steer.${step}`)}
          </Button>
        ))}
      </div>
      <form className="row ground" onSubmit={submit}>
        <TextInput
          label={t('start.rate')}
          value={rate}
          onChange={setRate}
          inputMode="decimal"
          error={wanted === undefined ? t('start.rateWrong') : undefined}
        />
        <Button type="submit" isDisabled={wanted === undefined || steer.isPending}>
          {t('steer.rate')}
        </Button>
      </form>
      {steer.error && <Problem error={steer.error} />}
    </section>
  );
}
