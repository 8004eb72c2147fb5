import { parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.js';
import { resumable } from '../../src/cli/resumable.js';

const same = (text: string) => print(parse(text));

describe('a subscription to follow', () => {
  it('is given `after` and `cursor` where it lacks them', () => {
    expect(resumable('subscription { changes(filter: {}) { events { seq } } }')).toBe(
      same('subscription ($after: Cursor) { changes(filter: {}, after: $after) { cursor events { seq } } }'),
    );
    expect(
      resumable(
        'subscription S($id: ID!) { x: taskProgress(id: $id) { ...F } } fragment F on T { task { id } }',
      ),
    ).toBe(
      same(
        'subscription S($id: ID!, $after: Cursor) { x: taskProgress(id: $id, after: $after) { cursor ...F } } fragment F on T { task { id } }',
      ),
    );
  });

  it('stays as it is where it has them', () => {
    const whole = 'subscription ($after: Cursor) { changes(after: $after) { events { seq } cursor } }';
    expect(resumable(whole)).toBe(same(whole));
  });

  it.each([
    ['', 'one subscription of one field'],
    ['subscription {', 'one subscription of one field: Syntax Error'],
    ['query { changes { cursor } }', 'one subscription of one field'],
    ['subscription { a { cursor } b { cursor } }', 'one subscription of one field'],
    ['subscription { a { cursor } } subscription B { b { cursor } }', 'one subscription of one field'],
    ['subscription { changes(after: "x") { cursor } }', 'leave it out, and give --after'],
    ['subscription ($from: Cursor) { changes(after: $from) { cursor } }', 'leave it out, and give --after'],
  ])('is refused as %j', (text, message) => {
    expect(() => resumable(text)).toThrow(UsageError);
    expect(() => resumable(text)).toThrow(message);
  });
});
