import type { Defect } from './defect.ts';
import {
  correctionsWhileDying,
  firstFactsWithoutQueues,
  newBeforeOld,
  plain,
  wavesWhileDying,
} from './doses.ts';

/** More than the changes that an adapter reads again after a restart. */
const EVERY_PAYMENT = 1_000;

/** The planted defects; each of them breaks one promise and must be caught. */
export const DEFECTS: readonly Defect[] = [
  {
    name: 'acknowledge before commit',
    patches: [
      {
        file: 'bus/src/consumer.ts',
        find: '      const isSettled = await this.#settle(batch, isCurrent);',
        replace:
          '      channel.ack(batch.at(-1), true);\n      await this.#settle(batch, isCurrent);\n      continue;\n      const isSettled = false;',
      },
    ],
    dose: wavesWhileDying('hub', 'intake.before-commit', 2),
  },
  {
    name: 'publish without mandatory',
    patches: [{ file: 'bus/src/publisher.ts', find: 'mandatory: true,', replace: 'mandatory: false,' }],
    dose: firstFactsWithoutQueues,
  },
  {
    name: 'outbox marked before the confirm',
    patches: [
      {
        file: 'hub/src/relay/relay.ts',
        find: '  const { taken, sent } = await inTransaction(database',
        replace: '  const later = [];\n  const { taken, sent } = await inTransaction(database',
      },
      {
        file: 'hub/src/relay/relay.ts',
        find: 'const outcomes = await bus.publish(rows.map(toMessage));',
        replace: "later.push(...rows);\n    const outcomes = rows.map(() => 'sent');",
      },
      {
        file: 'hub/src/relay/relay.ts',
        find: '  if (sent > 0) onSent(sent);',
        replace: '  await bus.publish(later.map(toMessage));\n  if (sent > 0) onSent(sent);',
      },
    ],
    dose: firstFactsWithoutQueues,
  },
  {
    name: 'dirty mark outside the transaction',
    patches: [
      {
        file: 'hub/src/facts/append.ts',
        find: 'await markSubjectsDirty(transaction, fresh);',
        replace:
          "await markSubjectsDirty(transaction, fresh.filter((fact) => fact.source === 'spolis.placement'));",
      },
      {
        file: 'hub/src/facts/append.ts',
        find: 'async function markSubjectsDirty(',
        replace: 'export async function markSubjectsDirty(',
      },
      {
        file: 'hub/src/intake/intake.ts',
        find: 'import { appendFacts }',
        replace: 'import { appendFacts, markSubjectsDirty }',
      },
      {
        file: 'hub/src/intake/intake.ts',
        find: "    faultPoint('intake.after-commit');",
        replace: `    faultPoint('intake.after-commit');
    const taken = facts.filter((_fact, place) => outcomes[place] === 'taken').map(({ fact }) => fact);
    await inTransaction(database, (transaction) => markSubjectsDirty(transaction, taken));`,
      },
    ],
    dose: correctionsWhileDying('hub', 'intake.after-commit', 1),
  },
  {
    name: 'cursor moved before the confirm',
    patches: [
      {
        file: 'adapters/kit/src/feed/changes.ts',
        find: '    if (fresh.length > 0) await this.#take(fresh);\n',
        replace: '',
      },
      {
        file: 'adapters/kit/src/feed/changes.ts',
        find: '    const overlap = page.changes',
        replace: '    if (fresh.length > 0) await this.#take(fresh);\n    const overlap = page.changes',
      },
    ],
    dose: correctionsWhileDying('adapter-sais', 'adapter.before-publish', EVERY_PAYMENT),
  },
  {
    name: 'another event id at each publishing',
    patches: [
      {
        file: 'hub/src/relay/relay.ts',
        find: 'id: EventId.parse(row.statementId),',
        replace: 'id: EventId.parse(crypto.randomUUID()),',
      },
    ],
    dose: correctionsWhileDying('hub', 'relay.after-publish', 1),
  },
  {
    name: 'difference to nothing instead of to the version before',
    patches: [
      {
        file: 'hub/src/journal/changes.ts',
        find: 'deltaCents: (allowanceCents ?? 0) - before,',
        replace: 'deltaCents: allowanceCents ?? 0,',
      },
    ],
    dose: plain,
  },
  {
    name: 'statement issued twice',
    patches: [
      {
        file: 'hub/src/journal/changes.ts',
        find: 'if (alive.length === 1 && alive[0]?.contentHash === text.hash) return null;',
        replace: '',
      },
    ],
    dose: plain,
  },
  {
    name: 'the last to arrive wins, not the highest version',
    patches: [
      {
        file: 'hub/src/deciders/load-facts.ts',
        find: 'newer.source = fact.source AND newer.record_id = fact.record_id AND newer.version > fact.version)',
        replace:
          'newer.source = fact.source AND newer.record_id = fact.record_id AND newer.known_at > fact.known_at)',
      },
    ],
    dose: newBeforeOld,
  },
  {
    name: 'a notice is sent again without asking whether it arrived',
    patches: [
      {
        file: 'adapters/kit/src/outgoing/deliver.ts',
        find: 'if (attempts > 0) {',
        replace: 'if (attempts > 1_000) {',
      },
      {
        file: 'adapters/sais/src/deliver.ts',
        find: 'await sais.tell(messageId, {',
        replace: 'await sais.tell(crypto.randomUUID(), {',
      },
    ],
    dose: wavesWhileDying('adapter-sais', 'delivery.after-send', 2),
  },
];
