import { Atvk, CourtId, InstitutionId, PersonCode, type Role } from '@saite/contracts';

/** Text in the languages of the pages. */
export interface Text {
  readonly lv: string;
  readonly en: string;
}

/** What an access token says of a user, beside who it is. */
export interface UserClaims {
  readonly roles: readonly Role[];
  readonly institutionIds?: readonly InstitutionId[];
  readonly courtId?: CourtId;
  readonly municipality?: Atvk;
  readonly personCode?: PersonCode;
}

/** Somebody who can sign in. */
export interface User {
  /** Subject of the tokens. */
  readonly id: string;
  readonly name: Text;
  /** What they see, for who has to choose. */
  readonly sees: Text;
  readonly claims: UserClaims;
}

const institutions = (...ids: string[]) => ids.map((id) => InstitutionId.parse(id));

/** Users of the sandbox, one for each role and what the tour and the made population know. */
export const USERS: readonly User[] = [
  {
    id: 'accountant',
    name: { lv: 'Grāmatvedis', en: 'Accountant' },
    sees: { lv: 'VSAC-KURZEME-01 klientu mēneši', en: 'months of the clients of VSAC-KURZEME-01' },
    claims: { roles: ['accountant'], institutionIds: institutions('VSAC-KURZEME-01') },
  },
  {
    id: 'care-institution',
    name: { lv: 'Bērnu aprūpes iestāde', en: 'Care institution for children' },
    sees: { lv: 'BSRC-01 un BSRC-RIGA-01 bērni', en: 'children of BSRC-01 and BSRC-RIGA-01' },
    claims: { roles: ['care-institution'], institutionIds: institutions('BSRC-01', 'BSRC-RIGA-01') },
  },
  {
    id: 'orphan-court',
    name: { lv: 'Rīgas bāriņtiesa', en: "Riga's orphan's court" },
    sees: { lv: 'BT-0001000 lēmumu bērni', en: 'children under a decision of BT-0001000' },
    claims: { roles: ['orphan-court'], courtId: CourtId.parse('BT-0001000') },
  },
  {
    id: 'social-service',
    name: { lv: 'Rīgas sociālais dienests', en: "Riga's social service" },
    sees: { lv: 'pašvaldība 0001000', en: 'municipality 0001000' },
    claims: { roles: ['social-service'], municipality: Atvk.parse('0001000') },
  },
  {
    id: 'ministry',
    name: { lv: 'Labklājības ministrija', en: 'Ministry of Welfare' },
    sees: { lv: 'visa valsts; personas tikai ar mērķi', en: 'the country; persons only with a purpose' },
    claims: { roles: ['ministry'] },
  },
  {
    id: 'operator',
    name: { lv: 'Operators', en: 'Operator' },
    sees: { lv: 'rindas un adapteri, bez personas datiem', en: 'queues and adapters, no personal data' },
    claims: { roles: ['operator'] },
  },
  {
    id: 'operator-2',
    name: { lv: 'Otrs operators', en: 'Second operator' },
    sees: { lv: 'tas pats; apstiprina otra darbu', en: "the same; confirms the other one's acts" },
    claims: { roles: ['operator'] },
  },
  {
    id: 'auditor',
    name: { lv: 'Auditors', en: 'Auditor' },
    sees: { lv: 'kas, kad un kāpēc skatīja datus', en: 'who looked at what, when and why' },
    claims: { roles: ['auditor'] },
  },
  {
    id: 'person',
    name: { lv: 'Persona', en: 'Person' },
    sees: { lv: 'kas skatīja viņas datus; pamācības klients', en: "who saw own data; the tour's client" },
    claims: { roles: ['person'], personCode: PersonCode.parse('16117519997') },
  },
  {
    id: 'spolis',
    name: { lv: 'SPOLIS', en: 'SPOLIS' },
    sees: { lv: 'izvietojumu reģistrs: visi klienti', en: 'the register of placements: every client' },
    claims: { roles: ['spolis'] },
  },
];

export const userOf = (id: string): User | undefined => USERS.find((user) => user.id === id);
