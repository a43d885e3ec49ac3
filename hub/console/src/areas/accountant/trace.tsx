import { useTranslation } from 'react-i18next';
import { type Formats, useFormats } from '../../i18n/formats.ts';
import type { ClientMonth, TraceStep } from './data.ts';

const VARIABLES = [
  'base',
  'rate',
  'allowance',
  'days',
  'dailyCost',
  'serviceCost',
  'payable',
  'clientShare',
  'remainder',
  'shortfall',
  'payment',
] as const;

/** Each amount of the statement with what it comes from, in the order of the computation. */
export function Trace({ known }: { readonly known: ClientMonth }) {
  const { t } = useTranslation('accountant');
  return (
    <section aria-labelledby="why">
      <h2 id="why">{t('month.why')}</h2>
      <p>{t('month.whyAbout')}</p>
      <p className="banner" data-tone={known.reproduced ? 'good' : 'bad'}>
        {known.reproduced ? t('month.reproduced') : t('month.notReproduced')}{' '}
        {known.factsMatch ? t('month.factsMatch') : t('month.factsDiffer')}
      </p>
      <ol className="trace">
        {known.trace.map((step) => (
          <Step key={step.variable} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step }: { readonly step: TraceStep }) {
  const { t } = useTranslation('accountant');
  const formats = useFormats();
  const nameOf = useVariableName();
  const { source, rounding, grounds, dependsOn } = step;
  return (
    <li id={step.variable} className="card">
      <h3 className="row spread">
        <span>{nameOf(step.variable)}</span>
        <strong className="number">{shownValue(step, formats)}</strong>
      </h3>
      <p>{step.formula}</p>
      <dl className="facts">
        {dependsOn.length > 0 && (
          <div>
            <dt>{t('month.how')}</dt>
            <dd className="row">
              {dependsOn.map((variable) => (
                <a key={variable} href={`#${variable}`}>
                  {nameOf(variable)}
                </a>
              ))}
            </dd>
          </div>
        )}
        {rounding && (
          <div>
            <dt>{t('month.unrounded', { value: rounding.unrounded })}</dt>
            <dd>
              <code>{rounding.policy}</code>
            </dd>
          </div>
        )}
        {source?.recordId && (
          <div>
            <dt>{t('month.source')}</dt>
            <dd>
              {t('month.record', {
                register: source.register.toUpperCase(),
                id: source.recordId,
                version: source.recordVersion ?? '–',
              })}
              <br />
              <span className="soft">
                {t('month.period', {
                  from: dayOrMonth(source.from, formats),
                  to: source.to === null ? t('client.goesOn') : dayOrMonth(source.to, formats),
                })}
                {'; '}
                {t('month.received', { time: formats.time(source.receivedAt) })}
              </span>
            </dd>
          </div>
        )}
        {grounds.map((ground) => (
          <div key={`${ground.policy} ${ground.source}`}>
            <dt>
              {t('month.ground')}: <code>{`${ground.policy}: ${ground.value}`}</code>
            </dt>
            <dd>
              {ground.text} <span className="soft">({ground.source})</span>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** A stay begins on a day, a payment with a month. */
const dayOrMonth = (text: string | null, { date, month }: Formats): string =>
  text?.length === 7 ? month(text) : date(text);

/** The name of a value, `serviceCost.2` as the second cost. */
function useVariableName(): (variable: string) => string {
  const { t } = useTranslation('accountant');
  return (variable) => {
    const [stem, place] = variable.split('.');
    const known = VARIABLES.find((each) => each === stem);
    return `${known ? t(`variable.${known}`) : variable}${place ? ` ${place}` : ''}`;
  };
}

function shownValue({ variable, value }: TraceStep, { money, percent }: Formats): string {
  const [stem] = variable.split('.');
  if (value === null) return '–';
  if (stem === 'rate') return percent(value);
  return stem === 'days' ? value : money(value);
}
