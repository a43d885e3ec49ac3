import { Link } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { Control, Service } from '../calls.ts';
import { Code } from '../code.tsx';
import { SERVICE_TONES, useNames } from '../names.ts';
import type { Step } from './control-dialog.tsx';
import { ControlSaid } from './control-said.tsx';
import { HeldCounts } from './held-counts.tsx';
import { Queues } from './queues.tsx';
import { Upstreams } from './upstreams.tsx';

/** A service with all that it consumes and asks. */
export function ServiceCard({
  service,
  controls,
  now,
  onStep,
  isAlone = false,
}: {
  readonly service: Service;
  readonly controls: readonly Control[];
  readonly now: number;
  readonly onStep: (step: Step) => void;
  /** Whether it is the only one on the page, under the page's own heading. */
  readonly isAlone?: boolean;
}) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  const { service: name, state, code, control, dependencies, feeds, held } = service;
  const isPaused = control?.stopped ?? false;
  const wrong = dependencies.filter((dependency) => dependency.state !== 'up');
  return (
    <article className="card stack" data-tone={SERVICE_TONES[state]} aria-label={names.service(name)}>
      <div className="row spread">
        <div className="row">
          {!isAlone && (
            <h2 className="flat">
              <Link to="/operations/$service" params={{ service: name }}>
                {names.service(name)}
              </Link>
            </h2>
          )}
          <Tag tone={SERVICE_TONES[state]}>{t(`state.${state}`)}</Tag>
          {code && <Code of={code} />}
        </div>
        <Button
          aria-label={t(isPaused ? 'control.resumeOf' : 'control.pauseOf', { service: names.service(name) })}
          onPress={() => onStep({ service: name, upstream: undefined, stopped: !isPaused })}
        >
          {t(isPaused ? 'control.resume' : 'control.pause')}
        </Button>
      </div>
      {control && isPaused && <ControlSaid control={control} />}
      {wrong.length > 0 && (
        <ul className="row plain" aria-label={t('operations.dependencies')}>
          {wrong.map((dependency) => (
            <li key={dependency.name}>
              <Tag tone={dependency.state === 'down' && dependency.needed ? 'bad' : 'warn'}>
                {dependency.name}: {t(`state.${dependency.state}`)}
                {dependency.code && <code>{dependency.code}</code>}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      <HeldCounts held={held} service={name} />
      {service.upstreams.length > 0 && (
        <div>
          <Upstreams service={service} controls={controls} now={now} onStep={onStep} />
        </div>
      )}
      {feeds.length > 0 && (
        <ul className="plain soft">
          {feeds.map(({ feed, lastChangeAt }) => (
            <li key={feed}>{t('operations.feed', { feed, ago: formats.ago(lastChangeAt, now) })}</li>
          ))}
        </ul>
      )}
      <Queues service={service} />
      <p className="soft">{t('operations.told', { ago: formats.ago(service.toldAt, now) })}</p>
    </article>
  );
}
