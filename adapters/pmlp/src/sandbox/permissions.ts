import type { Clock } from '@saite/runtime';
import type { PersonRecord } from '../protocol.ts';

/** An attribute in a permission's tree, with what lies below it. */
export interface AccessNode {
  readonly name: string;
  readonly read_access: boolean;
  readonly properties: readonly AccessNode[];
}

/** A permission (*atļauja*) to read for one purpose. */
export interface Permission {
  readonly permission_number: string;
  readonly service_name: string;
  readonly purpose_of_use: string;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly access_control_tree: AccessNode;
}

type Attribute = keyof PersonRecord;
const ALL_ATTRIBUTES: readonly Attribute[] = [
  'person_code',
  'version',
  'given_name',
  'family_name',
  'birth_date',
  'death_date',
  'declared_residence',
  'declared_residences',
  'parents',
  'former_codes',
];

const treeOf = (attributes: readonly Attribute[]): AccessNode => ({
  name: 'fpr_person',
  read_access: true,
  properties: ALL_ATTRIBUTES.map((name) => ({
    name,
    read_access: attributes.includes(name),
    properties: [],
  })),
});

const permission = (number: string, purpose: string, attributes: readonly Attribute[]): Permission => ({
  permission_number: number,
  service_name: 'fpr_person',
  purpose_of_use: purpose,
  valid_from: '2020-01-01',
  valid_to: '2099-12-31',
  access_control_tree: treeOf(attributes),
});

/** The permission that Saite is given. */
export const FULL_PERMISSION = '2001';

/** All permissions: the full one, one that shows birth and death only, one without former residences. */
export const PERMISSIONS: ReadonlyMap<string, Permission> = new Map(
  [
    permission(FULL_PERMISSION, 'Ilgstošas aprūpes un ārpusģimenes aprūpes uzskaite', ALL_ATTRIBUTES),
    permission(
      '2003',
      'Ilgstošas aprūpes uzskaite',
      ALL_ATTRIBUTES.filter((name) => name !== 'declared_residences'),
    ),
    permission('2002', 'Dzīvesstatusa pārbaude', ['person_code', 'version', 'birth_date', 'death_date']),
  ].map((one) => [one.permission_number, one]),
);

/** Only the attributes that a permission lets through. */
export function seenUnder(permission: Permission, record: PersonRecord): Partial<PersonRecord> {
  const readable = new Set(
    permission.access_control_tree.properties.filter((node) => node.read_access).map((node) => node.name),
  );
  return Object.fromEntries(Object.entries(record).filter(([name]) => readable.has(name)));
}

const WINDOW_MS = 60_000;

/** Counts the calls of each permission; so many are allowed in each minute. */
export class Quota {
  readonly #clock: Clock;
  readonly #allowed: number;
  readonly #used = new Map<string, { window: number; count: number }>();

  constructor(clock: Clock, allowed: number) {
    this.#clock = clock;
    this.#allowed = allowed;
  }

  get allowed(): number {
    return this.#allowed;
  }

  usedBy(permission: string): number {
    const window = Math.floor(this.#clock.now().getTime() / WINDOW_MS);
    const used = this.#used.get(permission);
    return used?.window === window ? used.count : 0;
  }

  /** @returns seconds to wait if the quota is used up, else `undefined` */
  use(permission: string): number | undefined {
    const now = this.#clock.now().getTime();
    const count = this.usedBy(permission) + 1;
    if (count > this.#allowed) return Math.ceil((WINDOW_MS - (now % WINDOW_MS)) / 1000);
    this.#used.set(permission, { window: Math.floor(now / WINDOW_MS), count });
    return undefined;
  }
}
