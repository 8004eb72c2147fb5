/** Definitions written as XML and as JSON and read back: jobs.md, acceptance 4 and the reading half of 3. */

import { describe, expect, it } from 'vitest';
import type { Definitions, ReadResult } from '../../src/jobs/definitions.js';
import { hashedPeople } from '../../src/jobs/people.js';
import { readControlMJson } from '../../src/jobs/readers/controlm-json.js';
import { readControlMXml } from '../../src/jobs/readers/controlm-xml.js';
import { generatedEstate, peopleKey } from './support/estates.js';
import { comparable, expectedOf } from './support/expected.js';
import { asJson, asXml } from './support/writers.js';

/** A tenth of the 1,000 by default; `TEST_JOBS_RUNS=1000` runs them all. */
const runs = Number(process.env.TEST_JOBS_RUNS ?? 100);

const estates = Array.from({ length: runs }, (_, seed) => seed);

describe(`${runs} generated estates`, () => {
  it('read the same from XML as they were made, in any order of attributes and elements', () => {
    for (const seed of estates) {
      const estate = generatedEstate(seed);
      const first = read(readControlMXml(asXml(estate, seed), people()));
      expect(comparable(first), `seed ${seed}`).toEqual(expectedOf(estate));
      const again = read(readControlMXml(asXml(estate, seed + 1_000_000), people()));
      expect(bare(again), `seed ${seed}, shuffled`).toEqual(bare(first));
    }
  });

  it('read the same from JSON as they were made, whatever the keys and their order', () => {
    for (const seed of estates) {
      const estate = generatedEstate(seed);
      const first = read(readControlMJson(asJson(estate, seed), people()));
      expect(comparable(first), `seed ${seed}`).toEqual(expectedOf(estate));
      const again = read(readControlMJson(asJson(estate, seed + 1_000_000), people()));
      expect(bare(again), `seed ${seed}, shuffled`).toEqual(bare(first));
    }
  });
});

function people(): ReturnType<typeof hashedPeople> {
  return hashedPeople(peopleKey);
}

function read(result: ReadResult): Definitions {
  if (result.status === 'REFUSED') throw new Error(`${result.refusal.code} ${result.refusal.reason}`);
  expect(result.definitions.issues.filter(({ code }) => code !== 'JOB_DUPLICATE')).toEqual([]);
  return result.definitions;
}

/** All that is read but the positions and the source's own words. */
function bare(definitions: Definitions): unknown {
  return JSON.parse(
    JSON.stringify({ ...definitions, issues: [] }, (key, value: unknown) =>
      key === 'position' || key === 'nativeText' || key === 'weekDays' ? undefined : value,
    ),
  );
}
