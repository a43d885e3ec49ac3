import type { MadeObject } from './plain.ts';

/** The id under which an object is known. */
export function objectIdOf(object: MadeObject): string {
  switch (object.kind) {
    case 'person':
      return object.record.personId;
    case 'status':
      return object.record.statusId;
    case 'survey':
      return object.record.surveyId;
    case 'benefit':
      return object.record.benefitId;
    case 'service':
      return object.record.serviceId;
    case 'declaration':
      return object.record.declarationId;
    case 'group-home':
      return object.record.groupHomeId;
    case 'group-home-stay':
      return object.record.stayId;
    case 'claim':
      return object.record.claimId;
    case 'financial-report':
    case 'statistical-report':
      return object.record.reportId;
    default:
      return object satisfies never;
  }
}
