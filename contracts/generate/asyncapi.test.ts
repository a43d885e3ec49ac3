import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Parser } from '@asyncapi/parser';
import { asyncApi } from './asyncapi.ts';
import { eventTypes } from './event-schemas.ts';
import { samplesOf } from './samples.ts';

const ERROR = 0;

describe('the AsyncAPI document', () => {
  // The parser takes many seconds: it reads once for all of them.
  let parsed: Awaited<ReturnType<Parser['parse']>>;
  before(async () => {
    parsed = await new Parser().parse(JSON.stringify(asyncApi('1.2.3')));
  });

  it('is valid in the eyes of the AsyncAPI parser, examples included', () => {
    const { document, diagnostics } = parsed;
    assert.deepEqual(
      diagnostics.filter((finding) => finding.severity === ERROR).map((finding) => finding.message),
      [],
    );
    assert.ok(document);
    assert.equal(document.version(), '3.0.0');
  });

  it('has one channel and one operation for each event, under its routing key', () => {
    const { document } = parsed;
    const channels = document?.channels().all() ?? [];
    assert.deepEqual(channels.map((channel) => channel.address()).sort(), eventTypes());
    assert.equal(document?.operations().all().length, eventTypes().length);
    for (const channel of channels) {
      const amqp = channel.bindings().get('amqp')?.value();
      assert.equal(amqp?.exchange?.name, 'saite.events');
      assert.equal(amqp?.exchange?.type, 'topic');
    }
  });

  it('shows every golden sample', () => {
    const { document } = parsed;
    for (const message of document?.allMessages().all() ?? []) {
      const shown = message
        .examples()
        .all()
        .map((example) => example.name());
      assert.deepEqual(
        shown,
        samplesOf(message.name() ?? '').map((sample) => sample.name),
      );
      assert.equal(message.contentType(), 'application/cloudevents+json');
    }
  });

  it('refers only to places that exist', () => {
    const document = asyncApi('1.2.3');
    for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
      const steps = (reference ?? '').slice(2).split('/');
      const found = steps.reduce<unknown>(
        (place, step) => (typeof place === 'object' && place !== null ? Reflect.get(place, step) : undefined),
        document,
      );
      assert.ok(found !== undefined, reference);
    }
  });

  it('is the same each time it is made', () => {
    assert.equal(JSON.stringify(asyncApi('1.2.3')), JSON.stringify(asyncApi('1.2.3')));
  });
});
