import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDeletion, checkObject } from './check-object.ts';
import { recordOf } from './testing/records.ts';
import { day, FILE } from './testing/values.ts';

describe('given a deletion', () => {
  it('when its day is in the period of the file, then it is taken', () => {
    assert.deepEqual(checkDeletion('2026-03-02', FILE), []);
  });

  it('when its day is after the period of the file, then that is told', () => {
    assert.deepEqual(checkDeletion('2026-03-03', FILE), ['DELETED_IN_FUTURE']);
  });
});

describe('given an object that breaks several rules', () => {
  it('when it is judged, then each is told once', () => {
    const service = recordOf('service', {
      startedOn: day('2026-02-19'),
      endedOn: day('2026-02-18'),
      hoursPerWeek: 169,
    });
    assert.deepEqual(checkObject('service', service, FILE), [
      'SERVICE_ENDS_BEFORE_START',
      'SERVICE_STARTS_BEFORE_DECISION',
      'SERVICE_END_REASON_MISFITS',
      'SERVICE_HOURS_IMPOSSIBLE',
    ]);
  });
});

describe('given a period of a file that ends earlier', () => {
  it('when the same object is judged again, then what lay in the period is in the future', () => {
    const earlier = { ...FILE, periodFrom: day('2026-03-01'), periodTo: day('2026-03-01') };
    assert.deepEqual(checkObject('survey', recordOf('survey'), FILE), []);
    assert.deepEqual(checkObject('survey', recordOf('survey'), earlier), ['SURVEY_IN_FUTURE']);
  });
});
