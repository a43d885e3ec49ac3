import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvOf } from './csv.ts';

describe('a table as a file for a spreadsheet', () => {
  it('says the names of its columns and then its rows', () => {
    assert.equal(csvOf(['Rinda', 'Skaits'], [['hub.facts', 3]]), '\uFEFFRinda;Skaits\r\nhub.facts;3\r\n');
  });

  it('lets no text begin a formula, and a number stay one', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r'])
      assert.match(csvOf(['A'], [[`${start}1+1`]]), /\r\n"?'/, JSON.stringify(start));
    assert.equal(csvOf(['A'], [[-1]]), '\uFEFFA\r\n-1\r\n');
  });

  it('keeps separators, quotes and lines within their cell, and nothing for what is not known', () => {
    assert.equal(
      csvOf(['A', 'B', 'C'], [['a;b', 'say "no"', null]]),
      '\uFEFFA;B;C\r\n"a;b";"say ""no""";\r\n',
    );
    assert.equal(csvOf(['A'], [['one\ntwo']]), '\uFEFFA\r\n"one\ntwo"\r\n');
  });
});
