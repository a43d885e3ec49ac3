import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { breakagesOf } from './compatibility.ts';
import { eventSchema } from './event-schemas.ts';
import { isObject, type JsonObject } from './json.ts';

const published = eventSchema('spolis.placement.recorded.v1');

/** A field's schema in a copy, by the path that the checker would name. */
function at(schema: JsonObject, path: string): JsonObject {
  let place = schema;
  for (const step of path === '' ? [] : path.split('.')) {
    const [name = '', branch] = step.split('|');
    const field = isObject(place.properties) ? place.properties[name] : undefined;
    const branches = branch !== undefined && isObject(field) ? field.oneOf : undefined;
    const next = Array.isArray(branches) ? branches[Number(branch)] : field;
    assert.ok(isObject(next), path);
    place = next;
  }
  return place;
}

/** What the checker says after a planted change. */
function after(path: string, change: (place: JsonObject) => void): string[] {
  const current = structuredClone(published);
  change(at(current, path));
  return breakagesOf(published, current).map((breakage) => `${breakage.path}: ${breakage.what}`);
}

const STAY = 'data|0.stay';
const fields = (place: JsonObject): JsonObject => (isObject(place.properties) ? place.properties : {});
const required = (place: JsonObject) => (Array.isArray(place.required) ? place.required : []);

describe('a published event', () => {
  it('is compatible with itself, whatever the order of its keywords', () => {
    assert.deepEqual(breakagesOf(published, structuredClone(published)), []);
    const turned = Object.fromEntries(Object.entries(published).reverse());
    assert.deepEqual(breakagesOf(published, turned), []);
  });

  it('may get a new optional field and better explanations', () => {
    const said = after(STAY, (stay) => {
      fields(stay).absenceDays = { type: 'integer' };
      stay.description = 'Better words';
      at(stay, 'startedOn').description = 'Better words';
    });
    assert.deepEqual(said, []);
  });

  it('may get a field that is called like a keyword', () => {
    const grown = structuredClone(published);
    fields(at(grown, STAY)).required = { type: 'string', description: 'v1' };
    assert.deepEqual(breakagesOf(published, grown), []);
    const shrunk = structuredClone(grown);
    delete fields(at(shrunk, STAY)).required;
    assert.deepEqual(breakagesOf(grown, shrunk), [
      { path: 'data<oneOf 0>.stay.required', what: 'the field is gone or renamed' },
    ]);
  });

  it('must not lose or rename a field', () => {
    const said = after(STAY, (stay) => {
      fields(stay).endDate = fields(stay).endedOn ?? null;
      delete fields(stay).endedOn;
    });
    assert.deepEqual(said, ['data<oneOf 0>.stay.endedOn: the field is gone or renamed']);
  });

  it('must not require a new field, or one that was optional', () => {
    assert.deepEqual(
      after(STAY, (stay) => {
        fields(stay).ward = { type: 'string' };
        stay.required = [...required(stay), 'ward', 'dailyCost'];
      }),
      [
        'data<oneOf 0>.stay.ward: a new field is required',
        'data<oneOf 0>.stay.dailyCost: an optional field became required',
      ],
    );
  });

  it('must not leave out what readers rely on', () => {
    assert.deepEqual(
      after(STAY, (stay) => {
        stay.required = required(stay).filter((name) => name !== 'institutionId');
      }),
      ['data<oneOf 0>.stay.institutionId: a required field became optional'],
    );
  });

  it('must not change a type', () => {
    const [said = ''] = after(`${STAY}.dailyCost`, (cost) => {
      cost.type = 'number';
    });
    assert.match(said, /^data<oneOf 0>\.stay\.dailyCost: type changed from "string" to "number"/);
  });

  it('must not narrow or widen a code list, but may turn its order', () => {
    const narrowed = after(`${STAY}.programme`, (programme) => {
      programme.enum = ['adult-long-term-care'];
    });
    const widened = after(`${STAY}.programme`, (programme) => {
      programme.enum = ['adult-long-term-care', 'child-out-of-family', 'day-care'];
    });
    const turned = after(`${STAY}.programme`, (programme) => {
      programme.enum = ['child-out-of-family', 'adult-long-term-care'];
    });
    assert.equal(narrowed.length, 1);
    assert.equal(widened.length, 1);
    assert.match(widened[0] ?? '', /programme: enum changed/);
    assert.deepEqual(turned, []);
  });

  it('must not change a pattern or a limit, drop one or add one', () => {
    const changes: [string, (place: JsonObject) => void][] = [
      [
        `${STAY}.institutionId`,
        (id) => {
          id.pattern = '^[0-9]+$';
        },
      ],
      [
        `${STAY}.institutionId`,
        (id) => {
          id.maxLength = 10;
        },
      ],
      [
        `${STAY}.municipality`,
        (id) => {
          delete id.pattern;
        },
      ],
      [
        'data|0.recordVersion',
        (version) => {
          version.maximum = 99;
        },
      ],
      [
        'data|0.recordVersion',
        (version) => {
          version.minimum = 0;
        },
      ],
      [
        'data|0',
        (data) => {
          data.additionalProperties = true;
        },
      ],
    ];
    for (const [path, change] of changes) {
      const said = after(path, change);
      assert.equal(said.length, 1, path);
      assert.match(said[0] ?? '', /changed from .+ to /);
    }
  });

  it('must not change its type, its fixed values or the number of its forms', () => {
    assert.match(
      after('type', (type) => {
        type.const = 'spolis.placement.recorded.v2';
      })[0] ?? '',
      /^type: const changed/,
    );
    assert.match(
      after('data|0.withdrawn', (flag) => {
        flag.const = true;
      })[0] ?? '',
      /^data<oneOf 0>\.withdrawn: const changed/,
    );
    const fewer = after('', (event) => {
      const data = fields(event).data;
      if (isObject(data) && Array.isArray(data.oneOf)) data.oneOf = data.oneOf.slice(0, 1);
    });
    assert.match(fewer[0] ?? '', /^data: oneOf changed/);
  });

  it('must not change what stands in a list', () => {
    const statement = eventSchema('saite.allowance.stated.v1');
    const current = structuredClone(statement);
    const stays = at(current, 'data.statement.stays');
    assert.ok(isObject(stays.items));
    delete fields(stays.items).days;
    assert.deepEqual(breakagesOf(statement, current), [
      { path: 'data.statement.stays[].days', what: 'the field is gone or renamed' },
    ]);
  });
});
