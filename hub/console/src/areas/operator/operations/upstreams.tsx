import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { Control, Service } from '../calls.ts';
import { BREAKER_TONES, holdOf } from '../names.ts';
import type { Step } from './control-dialog.tsx';
import { ControlSaid } from './control-said.tsx';

/** The registers of a service: whether calls go through, and how old the last good answer is. */
export function Upstreams({
  service: { service, upstreams },
  controls,
  now,
  onStep,
}: {
  readonly service: Service;
  readonly controls: readonly Control[];
  readonly now: number;
  readonly onStep: (step: Step) => void;
}) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return upstreams.map(({ upstream, breaker, lastGoodAt, lastFailure }) => {
    const hold = holdOf(controls, service, upstream);
    return (
      <div key={upstream} className="parts">
        <div className="row spread">
          <span className="row">
            <strong>{upstream}</strong>
            <Tag tone={BREAKER_TONES[breaker]}>{t(`breaker.${breaker}`)}</Tag>
          </span>
          <Button
            aria-label={t(hold ? 'control.releaseOf' : 'control.holdOf', { upstream })}
            onPress={() => onStep({ service, upstream, stopped: !hold })}
          >
            {t(hold ? 'control.release' : 'control.hold')}
          </Button>
        </div>
        <p className="soft">
          {lastGoodAt
            ? t('operations.lastGood', { ago: formats.ago(lastGoodAt, now) })
            : t('operations.noGood')}
          {lastFailure && (
            <>
              {' · '}
              {t('operations.lastFailure', { ago: formats.ago(lastFailure.at, now) })}{' '}
              <code>{lastFailure.code}</code>
            </>
          )}
        </p>
        {hold && <ControlSaid control={hold} />}
      </div>
    );
  });
}
