import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { LostConnection } from '../../api/problem.ts';
import { useFormats } from '../../i18n/formats.ts';
import { Facts } from '../../ui/facts.tsx';
import { tell } from '../../ui/notices.ts';
import { Answered } from '../../ui/states.tsx';

const RENEWED_MS = 5_000;

/** How far the audit trail is chained and signed; an auditor signs it here and takes the signature along. */
export function SealCard() {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const { number, time } = useFormats();
  const queries = useQueryClient();
  const state = useQuery({
    queryKey: ['audit-state'],
    queryFn: () => answerOf(api.GET('/v1/audit-log/state')),
    refetchInterval: RENEWED_MS,
  });
  const sign = useMutation({
    mutationFn: (key: string) =>
      answerOf(api.POST('/v1/audit-log/heads', { params: { header: { 'Idempotency-Key': key } }, body: {} })),
    onSuccess: (head) => {
      tell(t('trail.signed', { number: number(head.number) }));
      void queries.invalidateQueries({ queryKey: ['audit-state'] });
    },
    onError: (error) =>
      tell(
        t('trail.signFailed', {
          why: error instanceof LostConnection ? common('state.offline') : error.message,
        }),
        'bad',
      ),
  });
  return (
    <section className="card" aria-labelledby="seal">
      <h2 id="seal">{t('trail.state')}</h2>
      <Answered of={state} rows={2}>
        {({ entries, sealedUpTo, unsealed, oldestUnsealedSeconds, lastHead }) => (
          <>
            <Facts
              of={[
                [t('trail.entries'), number(entries)],
                [t('trail.sealed'), number(sealedUpTo)],
                [t('trail.unsealed'), number(unsealed)],
                [
                  t('trail.oldest'),
                  oldestUnsealedSeconds === null ? '–' : number(Math.round(oldestUnsealedSeconds)),
                ],
                [
                  t('trail.head'),
                  lastHead
                    ? t('trail.headSaid', {
                        number: number(lastHead.number),
                        position: number(lastHead.position),
                        time: time(lastHead.madeAt),
                      })
                    : t('trail.noHead'),
                ],
                ...(lastHead
                  ? [
                      [t('trail.hash'), <code key="hash">{lastHead.hash}</code>] as const,
                      [t('trail.key'), <code key="key">{lastHead.keyId}</code>] as const,
                    ]
                  : []),
              ]}
            />
            <p className="row next">
              <Button
                className="react-aria-Button primary"
                isDisabled={sign.isPending}
                onPress={() => sign.mutate(crypto.randomUUID())}
              >
                {t('trail.sign')}
              </Button>
              {lastHead && (
                <Button
                  onPress={async () => {
                    await navigator.clipboard.writeText(JSON.stringify(lastHead));
                    tell(t('trail.copied'));
                  }}
                >
                  {t('trail.copy')}
                </Button>
              )}
            </p>
          </>
        )}
      </Answered>
    </section>
  );
}
