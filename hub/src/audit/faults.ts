/** What can be wrong with an audit trail, in words: never about whom. */
export const FAULTS = {
  ENTRY_CHANGED: {
    en: 'the entry or its link was changed after it was chained',
    lv: 'ieraksts vai tā ķēdes posms pēc aizzīmogošanas ir mainīts',
  },
  ENTRY_LOST: {
    en: 'entries were taken out of the chain',
    lv: 'no ķēdes ir izņemti ieraksti',
  },
  ENTRY_REORDERED: {
    en: 'the entry is not in its place',
    lv: 'ieraksts nav savā vietā',
  },
  ENTRY_DOUBLED: {
    en: 'the entry is there twice',
    lv: 'ieraksts ir divreiz',
  },
  ENTRY_INSERTED: {
    en: 'the entry was put into the chain later',
    lv: 'ieraksts ķēdē ievietots vēlāk',
  },
  ENTRY_NOT_CHAINED: {
    en: 'the entry was never chained and does not wait for it',
    lv: 'ieraksts nav ķēdē un negaida aizzīmogošanu',
  },
  CHAIN_BROKEN: {
    en: 'the link does not hold the hash of the one before it',
    lv: 'ķēdes posms nesatur iepriekšējā jaucējvērtību',
  },
  CHAIN_REWRITTEN: {
    en: 'the chain up to here is not the one that was signed: it was written anew',
    lv: 'ķēde līdz šejienei nav tā, kas parakstīta: tā uzrakstīta no jauna',
  },
  TAIL_CUT: {
    en: 'the chain ends before what a signed head says',
    lv: 'ķēde beidzas agrāk, nekā apliecina parakstīts stāvoklis',
  },
  HEAD_CHANGED: {
    en: 'the head is not as it was signed',
    lv: 'parakstītais stāvoklis ir mainīts',
  },
  HEAD_OF_ANOTHER_KEY: {
    en: 'the head is signed with a key that was not given',
    lv: 'stāvoklis parakstīts ar atslēgu, kas nav norādīta',
  },
  HEAD_LOST: {
    en: 'signed heads are missing',
    lv: 'trūkst parakstītu stāvokļu',
  },
  HEAD_MISPLACED: {
    en: 'the head is not in its place, or there twice',
    lv: 'parakstītais stāvoklis nav savā vietā vai ir divreiz',
  },
  HEADS_FILE_CHANGED: {
    en: 'the file of heads was changed',
    lv: 'stāvokļu datne ir mainīta',
  },
  EMBARGO_CHANGED: {
    en: 'the word on who sees entries is not the one that was chained',
    lv: 'lēmums par ierakstu redzamību nav tas, kas aizzīmogots',
  },
  EMBARGO_UNTOLD: {
    en: 'no entry tells of this word on who sees entries',
    lv: 'par šo lēmumu par ierakstu redzamību nav ieraksta',
  },
  LINE_UNREADABLE: {
    en: 'the line is not as an export writes it',
    lv: 'rinda nav tāda, kādu raksta eksports',
  },
  FILE_INCOMPLETE: {
    en: 'the file does not hold what its end says, or has no end',
    lv: 'datnē nav tā, ko saka tās beigas, vai beigu nav',
  },
} as const;
export type FaultCode = keyof typeof FAULTS;

/** Where something is wrong. */
export interface FaultPlace {
  /** Line of the file, from 1. */
  readonly line?: number;
  /** Position in the chain; of several the first. */
  readonly position?: number;
  /** Last position, if it is about several. */
  readonly to?: number;
  /** Number of a head. */
  readonly head?: number;
  /** Id of an entry, or of a word on embargoes. */
  readonly id?: string;
}

/** A fault of an audit trail. */
export interface Fault extends FaultPlace {
  readonly code: FaultCode;
}
