import { randomUUID } from 'node:crypto';
import { type Operation, type OperationId, operations, Role } from '@saite/contracts';
import { today, type World } from '../world.ts';
import { aChild, anAdult } from './people.ts';
import { MUNICIPALITIES } from './population.ts';
import { together } from './together.ts';

/** Operations whose answers tell callers about persons; those of all others name nobody. */
export const SHOWS: ReadonlySet<OperationId> = new Set([
  'queryPerson',
  'readContactReport',
  'queryAllowance',
  'queryAllowanceHistory',
  'listInstitutionAllowances',
  'listInstitutionClients',
  'readClient',
  'readClientMonth',
  'listChildren',
  'readChild',
]);

/** Calls every operation as every role, as one that may be answered and as one that may not. */
export async function callEverything(world: World): Promise<void> {
  const day = today();
  const [adult, child, stranger] = [anAdult(3, day), aChild(1, day), anAdult(9, day)];
  const claims = {
    institutionIds: [adult.institutionId, child.institutionId],
    courtId: child.courtId,
    municipality: MUNICIPALITIES[0],
    personCode: adult.code,
  };
  const idsOf = async (path: string, who: object, field: string) =>
    [
      ...(await world.call(path, { who: { ...who } })).text.matchAll(new RegExp(`"${field}":"([^"]+)"`, 'g')),
    ].map(([, id]) => String(id));
  const alertIds = await idsOf('/v1/care-alerts?status=all', { roles: ['ministry'] }, 'alertId');
  const deliveryIds = await idsOf('/v1/deliveries', { roles: ['operator'] }, 'deliveryId');
  const importIds = await idsOf('/v1/sopa/imports', { roles: ['operator'] }, 'importId');
  const refOf = async (personCode: string) => {
    const { text } = await world.call('/v1/persons/find', {
      who: { roles: ['spolis'] },
      body: { personCode },
    });
    return /"personRef":"([^"]+)"/.exec(text)?.[1];
  };
  const note = `Runāts ar ${child.name}, ${child.code}.`;
  world.outside.learn(JSON.stringify({ note }));
  const month = day.slice(0, 7);
  const params: Readonly<Record<string, string | undefined>> = {
    institutionId: adult.institutionId,
    reportId: child.reportId,
    alertId: alertIds[0],
    deliveryId: deliveryIds[0],
    importId: importIds[0],
    dataset: 'D1',
    personRef: await refOf(adult.code),
    childRef: await refOf(child.code),
    month,
  };
  const queries: Partial<Record<OperationId, string>> = {
    listInstitutionAllowances: `?month=${month}`,
    listInstitutionClients: `?month=${month}`,
  };
  const placement = {
    placementId: `extra-${adult.placementId}`,
    recordVersion: 1,
    personCode: adult.code,
    programme: 'adult-long-term-care',
    institutionId: adult.institutionId,
    startedOn: day,
    dailyCost: '20.00',
  };
  const bodies: Partial<Record<OperationId, object>> = {
    recordPlacement: placement,
    withdrawPlacement: { placementId: placement.placementId, recordVersion: 2, personCode: adult.code },
    queryAllowance: { personCode: adult.code, month },
    queryAllowanceHistory: { personCode: adult.code, month },
    sendContactReport: {
      reportId: `extra-${child.reportId}`,
      childCode: child.code,
      institutionId: child.institutionId,
      reportedOn: day,
      period: { from: day, to: day },
      contacts: [{ relation: 'parent', kind: 'call', dates: [day] }],
      cooperation: note,
      physicalDevelopment: note,
      psychosocialDevelopment: note,
    },
    confirmContactReport: { note },
    queryChild: { childCode: child.code },
    acknowledgeCareAlert: { note },
    queryPerson: { personCode: adult.code },
    findPerson: { personCode: adult.code },
    searchHeld: { personCode: adult.code },
    previewJob: { action: 'retry', filter: {} },
    resendDelivery: {},
    queryAccessLog: { personCode: adult.code },
    embargoAuditEntries: {
      answerId: randomUUID(),
      visibleFrom: null,
      ground: 'investigation',
      reason: note,
    },
    signAuditLog: {},
  };
  const ids = Object.keys(operations).filter((id): id is OperationId => Object.hasOwn(operations, id));
  await together(ids, async (id) => {
    const operation: Operation = operations[id];
    const path =
      operation.path.replaceAll(/\{([A-Za-z]+)\}/g, (_, name) => params[name] ?? 'nothing') +
      (queries[id] ?? '');
    const body = bodies[id];
    const accepts = operation.answer.alsoAs ?? [];
    for (const role of Role.options) {
      const options = { who: { roles: [role], ...claims }, method: operation.method, shows: SHOWS.has(id) };
      await world.call(path, {
        ...options,
        ...(body && { body }),
        headers: { 'saite-purpose': `sūdzība ${adult.code}`.replace('ū', 'u').replace('ī', 'i') },
      });
      if (body)
        await world.call(path, {
          ...options,
          body: JSON.parse(JSON.stringify(body).replaceAll(adult.code, stranger.code)),
          headers: { 'idempotency-key': `${adult.code}-${role}` },
        });
    }
    for (const accept of accepts)
      await world.call(path, {
        who: { roles: ['spolis'] },
        method: operation.method,
        headers: { accept },
        shows: true,
      });
    await world.call(path, { method: operation.method, ...(body && { body }) });
  });
}
