import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/stats/wilson.js';

describe('Wilson interval', () => {
  it('gives the reference values', () => {
    const nearlyAll = wilson(18, 20);
    expect(nearlyAll?.low).toBeCloseTo(0.699, 3);
    expect(nearlyAll?.high).toBeCloseTo(0.972, 3);
    const none = wilson(0, 20);
    expect(none?.low).toBe(0);
    expect(none?.high).toBeCloseTo(0.161, 3);
  });

  it('is null over nothing', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});
