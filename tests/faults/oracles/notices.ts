import type { Feeder } from '../feed/feeder.ts';
import type { PlacementCall } from '../feed/population.ts';
import type { World } from '../system/world.ts';

/** A care notice as SAIS's inbox shows it. */
interface Notice {
  readonly recordVersion: number;
  readonly placementId: string;
  readonly institutionId: string;
  readonly admittedOn: string;
  readonly dischargedOn: string | undefined;
  readonly withdrawn: boolean;
}

function toNotice(entry: unknown): Notice {
  const fields = new Map(Object.entries(entry !== null && typeof entry === 'object' ? entry : {}));
  const dischargedOn = fields.get('dischargedOn');
  return {
    recordVersion: Number(fields.get('recordVersion')),
    placementId: String(fields.get('placementId')),
    institutionId: String(fields.get('institutionId')),
    admittedOn: String(fields.get('admittedOn')),
    dischargedOn: dischargedOn === undefined ? undefined : String(dischargedOn),
    withdrawn: fields.get('withdrawn') === true,
  };
}

/** What SAIS was told of placements in care: told twice, and not told as it stands now. */
export async function checkNotices(
  { sandboxUrl }: World,
  feeder: Feeder,
): Promise<{ doubled: string[]; lost: string[] }> {
  const answer = await fetch(`${sandboxUrl}/sandbox/sais/inbox`);
  const inbox: unknown = await answer.json();
  const notices = Array.isArray(inbox) ? inbox.map(toNotice) : [];
  const newest = new Map<string, PlacementCall>();
  for (const { call } of feeder.placements.values()) {
    const known = newest.get(call.body.placementId);
    if (!known || known.body.recordVersion < call.body.recordVersion) newest.set(call.body.placementId, call);
  }
  const told = new Map<string, Notice>();
  const versions = new Set<string>();
  const doubled: string[] = [];
  for (const notice of notices) {
    const version = `${notice.placementId}/${notice.recordVersion}`;
    if (versions.has(version)) doubled.push(`SAIS was told of ${version} twice`);
    versions.add(version);
    const known = told.get(notice.placementId);
    if (!known || known.recordVersion < notice.recordVersion) told.set(notice.placementId, notice);
  }
  const lost = [...newest]
    .filter(([id, call]) => !saysIt(told.get(id), call))
    .map(([id]) => `SAIS was not told how ${id} stands`);
  return { doubled, lost };
}

function saysIt(notice: Notice | undefined, { path, body }: PlacementCall): boolean {
  // Of a placement that was withdrawn before SAIS was told of it, there is nothing to tell.
  if (path === '/v1/placements/withdraw') return notice === undefined || notice.withdrawn;
  return (
    notice !== undefined &&
    !notice.withdrawn &&
    notice.institutionId === body.institutionId &&
    notice.admittedOn === body.startedOn &&
    notice.dischargedOn === body.endedOn
  );
}
