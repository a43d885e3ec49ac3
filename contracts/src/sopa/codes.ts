import type { Words } from './model.ts';

const words = (lv: string, en: string): Words => ({ lv, en });

/**
 * Kinds of social services (*sociālie pakalpojumi*) that municipalities report. The first five groups are those that
 * the state's register takes from SOPA; the others are the community services of deinstitutionalisation.
 */
export const SERVICE_KINDS = {
  'extended-assistant': words('paplašinātais asistenta pakalpojums', 'extended assistant service'),
  'state-long-term-care': words(
    'valsts finansēta ilgstoša sociālā aprūpe un sociālā rehabilitācija',
    'state-financed long-term care in a state care centre',
  ),
  'municipal-long-term-care': words(
    'pašvaldības finansēta ilgstoša sociālā aprūpe un sociālā rehabilitācija',
    'long-term care financed by the municipality',
  ),
  'violence-victim-rehabilitation': words(
    'sociālā rehabilitācija no vardarbības cietušai pilngadīgai personai',
    'rehabilitation of an adult victim of violence',
  ),
  'violence-perpetrator-rehabilitation': words(
    'sociālā rehabilitācija vardarbību veikušai pilngadīgai personai',
    'rehabilitation of an adult perpetrator of violence',
  ),
  'care-support-centre': words(
    'ārpusģimenes aprūpes atbalsta centra pakalpojums',
    'service of a support centre of out-of-family care',
  ),
  'home-care': words('aprūpe mājās', 'care at home'),
  'disabled-child-care': words(
    'aprūpes pakalpojums bērnam ar smagiem funkcionāliem traucējumiem',
    'care of a child with severe functional disorders',
  ),
  'day-care-centre': words('dienas aprūpes centrs', 'day-care centre'),
  workshop: words('specializētā darbnīca', 'specialised workshop'),
  'group-home': words('grupu māja (dzīvoklis)', 'group home'),
  'short-term-care': words('īslaicīga sociālā aprūpe', 'short-term care'),
  respite: words('atelpas brīža pakalpojums', 'respite care'),
  'specialist-consultation': words(
    'speciālistu konsultācijas un individuālais atbalsts',
    'consultations of specialists and individual support',
  ),
  'support-group': words('atbalsta grupas un grupu nodarbības', 'support groups'),
  psychologist: words('psihologa pakalpojums', 'psychologist'),
  'speech-therapist': words('logopēda pakalpojums', 'speech therapist'),
  'rehabilitation-specialist': words('rehabilitologa pakalpojums', 'rehabilitation specialist'),
  physiotherapy: words('fizioterapija', 'physiotherapy'),
  'riding-therapy': words('reitterapija', 'riding therapy'),
  hydrotherapy: words('hidroterapija', 'hydrotherapy'),
  'educational-support-group': words('izglītojoša atbalsta grupa', 'educational support group'),
  'family-assistant': words('ģimenes asistents', 'family assistant'),
} as const;
export type ServiceKind = keyof typeof SERVICE_KINDS;

/** Services that a child's legal representative gets at most two of (MK 313/2015, project description P4). */
export const REPRESENTATIVE_SERVICES: ReadonlySet<ServiceKind> = new Set([
  'psychologist',
  'rehabilitation-specialist',
  'physiotherapy',
  'educational-support-group',
]);

/** Rehabilitation that children with functional disorders get. */
export const CHILD_REHABILITATION: ReadonlySet<ServiceKind> = new Set([
  ...REPRESENTATIVE_SERVICES,
  'speech-therapist',
  'riding-therapy',
  'hydrotherapy',
]);

/** Services in the community that *nauda seko klientam* co-finances (project description P7). */
export const COMMUNITY_SERVICES: ReadonlySet<ServiceKind> = new Set([
  'home-care',
  'disabled-child-care',
  'day-care-centre',
  'workshop',
  'group-home',
  'short-term-care',
  'respite',
  'specialist-consultation',
  'support-group',
  'psychologist',
  'speech-therapist',
  'rehabilitation-specialist',
  'physiotherapy',
  'riding-therapy',
  'hydrotherapy',
  'educational-support-group',
  'family-assistant',
]);

/** Services round the clock in an institution: nobody has one of these and care at home on one day. */
export const INSTITUTIONAL_SERVICES: ReadonlySet<ServiceKind> = new Set([
  'state-long-term-care',
  'municipal-long-term-care',
]);

/** Services for grown-up persons only. */
export const ADULT_SERVICES: ReadonlySet<ServiceKind> = new Set([
  'violence-victim-rehabilitation',
  'violence-perpetrator-rehabilitation',
  'workshop',
  'group-home',
]);

export const RECIPIENT_ROLES = {
  self: words('persona pati', 'the person'),
  representative: words('bērna likumiskais pārstāvis', "a child's legal representative"),
} as const;

export const FUNDINGS = {
  state: words('valsts budžets', 'state budget'),
  municipality: words('pašvaldības budžets', "municipality's budget"),
  project: words('projekta līdzekļi', 'funds of a project'),
  'money-follows-client': words('nauda seko klientam', 'money follows the client'),
} as const;

export const SERVICE_END_REASONS = {
  completed: words('pakalpojums pabeigts', 'completed'),
  'own-wish': words('pēc personas lūguma', "at the person's wish"),
  moved: words('dzīvesvietas maiņa', 'moved away'),
  'need-ended': words('vajadzība zudusi', 'no longer needed'),
  'other-service': words('saņem citu pakalpojumu', 'another service instead'),
  death: words('personas nāve', 'death'),
} as const;

/** Grounds and functions of a disability, as VDEĀVK names them. */
export const DISABILITY_GROUPS = {
  I: words('I grupa, ļoti smaga invaliditāte', 'group I, very severe'),
  II: words('II grupa, smaga invaliditāte', 'group II, severe'),
  III: words('III grupa, mēreni izteikta invaliditāte', 'group III, moderate'),
  child: words('bērns ar invaliditāti', 'child with a disability'),
} as const;

/** Status of a household without means (*trūcīga*) or of low income (*maznodrošināta*). */
export const STATUS_KINDS = {
  needy: words('trūcīga mājsaimniecība', 'needy household'),
  'low-income': words('maznodrošināta mājsaimniecība', 'household of low income'),
} as const;

export const SURVEY_REASONS = {
  assistance: words('sociālās palīdzības lūgums', 'request for assistance'),
  service: words('sociālā pakalpojuma lūgums', 'request for a service'),
  'child-risk': words('ziņas par risku bērnam', 'report of a risk to a child'),
  'court-request': words('bāriņtiesas pieprasījums', "request of an orphan's court"),
  'follow-up': words('atkārtota apsekošana', 'follow-up'),
} as const;

export const HOUSING_KINDS = {
  flat: words('dzīvoklis', 'flat'),
  house: words('māja', 'house'),
  room: words('istaba', 'room'),
  'social-housing': words('sociālais dzīvoklis', 'social housing'),
  shelter: words('patversme', 'shelter'),
  homeless: words('bez pajumtes', 'without shelter'),
} as const;

/** Kinds of municipal benefits (*pabalsti*). */
export const BENEFIT_KINDS = {
  'guaranteed-minimum-income': words('garantētā minimālā ienākuma pabalsts', 'guaranteed minimum income'),
  housing: words('mājokļa pabalsts', 'housing benefit'),
  crisis: words('pabalsts krīzes situācijā', 'crisis benefit'),
  'care-expenses': words('pabalsts aprūpes izdevumiem', 'benefit for expenses of care'),
  'foster-family': words('pabalsts audžuģimenei', 'benefit for a foster family'),
  'care-leaver': words('pabalsts pēc ārpusģimenes aprūpes', 'benefit after out-of-family care'),
  medical: words('pabalsts ārstēšanās izdevumiem', 'benefit for medical expenses'),
  'school-start': words('pabalsts mācību gadam', 'benefit for the school year'),
} as const;
export type BenefitKind = keyof typeof BENEFIT_KINDS;

/** Benefits that are granted to households with a status only. */
export const STATUS_BENEFITS: ReadonlySet<BenefitKind> = new Set(['guaranteed-minimum-income', 'housing']);

export const PAID_TO = {
  person: words('personai', 'the person'),
  provider: words('pakalpojuma sniedzējam', 'a provider'),
} as const;

export const MEMBER_RELATIONS = {
  declarant: words('deklarācijas iesniedzējs', 'who declares'),
  spouse: words('laulātais', 'spouse'),
  partner: words('dzīvesbiedrs', 'partner'),
  child: words('bērns', 'child'),
  parent: words('vecāks', 'parent'),
  other: words('cita persona', 'other'),
} as const;

export const INCOME_KINDS = {
  wage: words('darba alga', 'wage'),
  pension: words('pensija', 'pension'),
  benefit: words('pabalsts', 'benefit'),
  maintenance: words('uzturlīdzekļi', 'maintenance'),
  property: words('ienākumi no īpašuma', 'income from property'),
  none: words('nav ienākumu', 'no income'),
  other: words('citi ienākumi', 'other'),
} as const;

/** Reports of money (*finanšu pārskati*). */
export const FINANCIAL_REPORT_KINDS = {
  'money-follows-client': words('nauda seko klientam', 'money follows the client'),
  'group-homes': words('grupu māju līdzfinansējums', 'co-financing of group homes'),
  services: words('sociālo pakalpojumu izdevumi', 'expenses of services'),
  benefits: words('sociālās palīdzības izdevumi', 'expenses of assistance'),
} as const;

/** Forms of official statistics (MK 324 of 13.06.2017). */
export const STATISTICAL_FORMS = {
  'assistance-month': words('sociālā palīdzība mēnesī', 'social assistance of a month'),
  'services-year': words('sociālie pakalpojumi gadā', 'social services of a year'),
  'care-homes-year': words('ilgstoša aprūpe gadā', 'long-term care of a year'),
} as const;

export const FILE_KINDS = {
  daily: words('dienas datne', 'file of a day'),
  correction: words('labojumi pēc 2. līmeņa kļūdām', 'corrections after level-2 errors'),
} as const;

export const DELETION_REASONS = {
  'entered-by-mistake': words('ievadīts kļūdaini', 'entered by mistake'),
  'entered-twice': words('ievadīts divreiz', 'entered twice'),
  annulled: words('lēmums atcelts', 'the decision was annulled'),
} as const;
