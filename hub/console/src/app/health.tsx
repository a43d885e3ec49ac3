import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { LostConnection } from '../api/problem.ts';
import { Answered } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';

const Report = z.record(
  z.string(),
  z.object({ state: z.enum(['up', 'degraded', 'down']), code: z.optional(z.string()) }),
);

const Ready = z.object({ dependencies: Report });

async function readHealth(): Promise<[string, z.infer<typeof Report>[string]][]> {
  const response = await fetch('/health/ready').catch(() => {
    throw new LostConnection();
  });
  const { dependencies } = Ready.parse(await response.json());
  return Object.entries(dependencies);
}

const PARTS = ['broker', 'database', 'audit', 'statistics', 'keys', 'systems', 'certificates'] as const;

/** The name of a part in the reader's language. */
function usePartName(): (part: string) => string {
  const { t } = useTranslation();
  return (part) => {
    const known = PARTS.find((each) => each === part);
    if (known) return t(`home.part.${known}`);
    return t('home.part.adapter', { name: part.replace(/^adapter-/, '').toUpperCase() });
  };
}

const TONES = { up: 'good', degraded: 'warn', down: 'bad' } as const;

/** What the system says of its parts. */
export function Health() {
  const { t } = useTranslation();
  const nameOf = usePartName();
  const health = useQuery({ queryKey: ['health'], queryFn: readHealth, refetchInterval: 5_000 });
  return (
    <Answered of={health} rows={2}>
      {(parts) => (
        <ul className="row plain">
          {parts.map(([name, { state, code }]) => (
            <li key={name}>
              <Tag tone={TONES[state]}>
                {nameOf(name)}: {t(`home.${state}`)}
                {code && <code>{code}</code>}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}
