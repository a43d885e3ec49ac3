import { z } from 'zod';

/** A name in both languages. */
export interface Titles {
  readonly lv: string;
  readonly en: string;
}

const titles = (lv: string, en: string): Titles => ({ lv, en });

/**
 * Classes of technical aids (*tehniskie palīglīdzekļi*) by the first two digits of LVS EN ISO 9999, as far as they are
 * counted apart.
 */
export const TECHNICAL_AIDS = {
  orthoses_prostheses: titles('ortozes un protēzes (06)', 'orthoses and prostheses (06)'),
  personal_care: titles('personīgās aprūpes palīglīdzekļi (09)', 'aids for personal care (09)'),
  mobility: titles('pārvietošanās palīglīdzekļi (12)', 'aids for mobility (12)'),
  communication: titles('saziņas un informācijas palīglīdzekļi (22)', 'aids for communication (22)'),
  other: titles('pārējie palīglīdzekļi', 'other aids'),
} as const;
export type TechnicalAid = keyof typeof TECHNICAL_AIDS;

/** Whether a provider of social services gives a place to live (*ar izmitināšanu*). */
export const ACCOMMODATION = {
  with: titles('ar izmitināšanu', 'with accommodation'),
  without: titles('bez izmitināšanas', 'without accommodation'),
  both: titles('ar un bez izmitināšanas', 'with and without accommodation'),
} as const;
export type Accommodation = keyof typeof ACCOMMODATION;

/** Services by which providers (*sociālo pakalpojumu sniedzēji*) are counted. */
export const PROVIDED_SERVICES = {
  long_term_care: titles('ilgstoša sociālā aprūpe institūcijā', 'long-term care in an institution'),
  home_care: titles('aprūpe mājās', 'care at home'),
  day_care_centre: titles('dienas aprūpes centrs', 'day-care centre'),
  group_home: titles('grupu māja (dzīvoklis)', 'group home'),
  workshop: titles('specializētā darbnīca', 'specialised workshop'),
  crisis_centre: titles('krīzes centrs', 'crisis centre'),
  rehabilitation: titles('sociālā rehabilitācija', 'social rehabilitation'),
  other: titles('cits sociālais pakalpojums', 'another social service'),
} as const;
export type ProvidedService = keyof typeof PROVIDED_SERVICES;

/** Services in the community that are asked for in support plans (*sabiedrībā balstīti sociālie pakalpojumi*). */
export const REQUESTED_SERVICES = {
  home_care: titles('aprūpe mājās', 'care at home'),
  day_care_centre: titles('dienas aprūpes centrs', 'day-care centre'),
  group_home: titles('grupu māja (dzīvoklis)', 'group home'),
  workshop: titles('specializētā darbnīca', 'specialised workshop'),
  respite: titles('atelpas brīža pakalpojums', 'respite care'),
  rehabilitation: titles('sociālā rehabilitācija', 'social rehabilitation'),
  other: titles('cits pakalpojums', 'another service'),
} as const;
export type RequestedService = keyof typeof REQUESTED_SERVICES;

/** Services that VSAA administers (*VSAA administrētie pakalpojumi*), as they are counted. */
export const VSAA_SERVICES = {
  old_age_pension: titles('vecuma pensija', 'old-age pension'),
  disability_pension: titles('invaliditātes pensija', 'disability pension'),
  survivors_pension: titles('apgādnieka zaudējuma pensija', "survivor's pension"),
  unemployment_benefit: titles('bezdarbnieka pabalsts', 'unemployment benefit'),
  sickness_benefit: titles('slimības pabalsts', 'sickness benefit'),
  family_benefit: titles('ģimenes valsts pabalsts', 'state family benefit'),
  state_social_security_benefit: titles(
    'valsts sociālā nodrošinājuma pabalsts',
    'state social security benefit',
  ),
  care_benefit: titles(
    'pabalsts personai ar invaliditāti, kurai nepieciešama kopšana',
    'benefit for a person with a disability who needs care',
  ),
} as const;
export type VsaaService = keyof typeof VSAA_SERVICES;

/** Sex as the insured persons are counted by. */
export const SEXES = { female: titles('sievietes', 'women'), male: titles('vīrieši', 'men') } as const;
export type Sex = keyof typeof SEXES;

/** A code of a closed list. */
export const codeOf = <Code extends string>(codes: Readonly<Record<Code, unknown>>, meaning: string) => {
  const names = Object.keys(codes) as [Code, ...Code[]];
  return z.enum(names, { error: `expected one of ${names.join(', ')}` }).describe(meaning);
};

/** Stands where a source could not say to which territory somebody belongs: no territory of ATVK has this code. */
export const UNKNOWN_TERRITORY = '0000000';
