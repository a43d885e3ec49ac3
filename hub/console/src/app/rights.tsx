import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { useLanguage } from '../i18n/language.ts';
import { ROLES, type Role } from '../session/roles.ts';
import { useSession } from '../session/use-session.ts';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { Scroller } from '../ui/scroller.tsx';
import { Answered } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';

const Access = z.enum(['all', 'own', 'with-purpose']);
const Described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        summary: z.string(),
        /** In Latvian; what describes or watches the system itself (health, metrics, schemas) has none. */
        description: z.optional(z.string()),
        'x-roles': z.optional(z.partialRecord(z.enum(ROLES), Access)),
      }),
    ),
  ),
});

/** Every call that is somebody's right or open to all, with its name in both languages. */
export async function readOperations() {
  const response = await fetch('/openapi.json');
  const { paths } = Described.parse(await response.json());
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId, summary, description, 'x-roles': access }) =>
      description === undefined
        ? []
        : [{ operationId, access, name: { en: summary, lv: description.split('.\n')[0] ?? summary } }],
    );
}

/** What the reader may do, and why not: made from the description that the server's rights are made from. */
export function Rights() {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const operations = useQuery({
    queryKey: ['openapi'],
    queryFn: readOperations,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!session) return null;
  const { institutionIds, courtId, municipality } = session;
  return (
    <Page title={t('rights.title')} about={t('rights.about')}>
      <section className="card" aria-labelledby="reach">
        <h2 id="reach">{t('rights.reach')}</h2>
        <Facts
          of={[
            ...session.roles.map((role) => [t(`role.${role}`), session.sub] as const),
            ...(institutionIds.length > 0
              ? [[t('rights.institutions'), institutionIds.join(', ')] as const]
              : []),
            ...(courtId ? [[t('rights.court'), courtId] as const] : []),
            ...(municipality ? [[t('rights.municipality'), municipality] as const] : []),
          ]}
        />
      </section>
      <Answered of={operations}>
        {(all) => (
          <Scroller label={t('rights.title')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('rights.call')}</th>
                  <th scope="col">{t('rights.may')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((operation) => (
                  <tr key={operation.operationId}>
                    <th scope="row">{operation.name[language]}</th>
                    <td>
                      <May access={operation.access} mine={session.roles} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )}
      </Answered>
    </Page>
  );
}

type AccessByRole = Partial<Record<Role, z.infer<typeof Access>>> | undefined;

function May({ access, mine }: { readonly access: AccessByRole; readonly mine: readonly Role[] }) {
  const { t } = useTranslation();
  if (!access || Object.keys(access).length === 0) return <Tag tone="good">{t('rights.open')}</Tag>;
  const held = mine.map((role) => access[role]).filter((each) => each !== undefined);
  const best = (['all', 'with-purpose', 'own'] as const).find((each) => held.includes(each));
  if (best) return <Tag tone="good">{t(`rights.${best}`)}</Tag>;
  const roles = ROLES.filter((role) => access[role] !== undefined).map((role) => t(`role.${role}`));
  return <span className="soft">{t('rights.no', { roles: roles.join(', ') })}</span>;
}
