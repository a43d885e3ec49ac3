/** Made texts of reports, surveys and notices: none of them tells of a real child. */
export const COOPERATION = [
  'Vecāki sadarbojas ar iestādi, uz tikšanos ierodas norunātajā laikā.',
  'Māte regulāri zvana, tēvs ar iestādi nesazinās.',
  'Sadarbība ar vecākiem ir neregulāra, uz sarunām jāaicina atkārtoti.',
  'Vecvecāki interesējas par bērna ikdienu un piedalās pasākumos.',
  'Ģimene pilda ar sociālo dienestu saskaņoto plānu.',
  'Pārskata periodā vecāki ar iestādi nav sazinājušies.',
] as const;

export const PHYSICAL_DEVELOPMENT = [
  'Attīstība atbilst vecumam, vakcinācija veikta pēc kalendāra.',
  'Auguma un svara rādītāji atbilst vecumam, bērns ir kustīgs.',
  'Periodā bijusi saaukstēšanās, ārsta norādījumi izpildīti.',
  'Apmeklē fizioterapeitu, sīkās motorikas prasmes uzlabojas.',
  'Redze pārbaudīta, lieto brilles, citu sūdzību nav.',
] as const;

export const PSYCHOSOCIAL_DEVELOPMENT = [
  'Grupā jūtas droši, labprāt spēlējas ar citiem bērniem.',
  'Adaptācija iestādē norit mierīgi, miega ritms nostiprinājies.',
  'Mācībās sekmes ir labas, piedalās ansamblī un sporta pulciņā.',
  'Pēc tikšanās ar ģimeni ir noslēgta, ar bērnu strādā psihologs.',
  'Runas attīstība kavējas, nodarbības pie logopēda turpinās.',
  'Emocijas pauž skaidrāk nekā iepriekšējā periodā, konflikti ir retāki.',
] as const;

export const FINDINGS = [
  'Dzīvoklis ir tīrs un apkurināts, bērnam ir sava gulta. Vecāki ir gatavi sadarboties.',
  'Mājoklī nav atbilstošu apstākļu, ģimene gaida pašvaldības dzīvokli.',
  'Māte atrasta mājās, ārstējas un meklē darbu. Ieteikts atkārtots apsekojums.',
  'Ģimene norādītajā adresē netika sastapta, kaimiņi informāciju nesniedza.',
  'Apstākļi uzlabojušies: salabots jumts, ierīkota bērna istaba.',
] as const;

export const MEASURES = [
  'Bērns nogādāts krīzes centrā, informēta bāriņtiesa un sociālais dienests.',
  'Bērns izņemts no nelabvēlīgiem apstākļiem un ievietots iestādē.',
  'Pieņemts vienpersonisks lēmums par bērna šķiršanu no ģimenes.',
  'Bērns nodots radinieku īslaicīgā uzraudzībā līdz bāriņtiesas sēdei.',
] as const;
