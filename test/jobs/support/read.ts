/** Reads a definition text in tests: the definitions, or an error that names the refusal. */

import type { Definitions, ReadResult } from '../../../src/jobs/definitions.js';
import { hashedPeople, type People } from '../../../src/jobs/people.js';
import { readControlMJson } from '../../../src/jobs/readers/controlm-json.js';
import { readControlMXml } from '../../../src/jobs/readers/controlm-xml.js';
import { readFlatJson } from '../../../src/jobs/readers/flat-json.js';
import { peopleKey } from './estates.js';

export function xml(text: string, people: People = hashedPeople(peopleKey)): Definitions {
  return readable(readControlMXml(text, people));
}

export function json(value: unknown, people: People = hashedPeople(peopleKey)): Definitions {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return readable(readControlMJson(text, people));
}

export function flat(value: unknown): Definitions {
  return readable(readFlatJson(JSON.stringify(value), hashedPeople(peopleKey)));
}

function readable(result: ReadResult): Definitions {
  if (result.status === 'READ') return result.definitions;
  throw new Error(`${result.refusal.code}: ${result.refusal.reason}`);
}

/** A folder `f` around jobs, as XML. */
export function inFolder(jobs: string): string {
  return `<DEFTABLE><SMART_FOLDER FOLDER_NAME="f">${jobs}</SMART_FOLDER></DEFTABLE>`;
}
