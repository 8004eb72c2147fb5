/** Definitions that are wrong: jobs.md "Bad input", the rows that a reader answers. */

import { describe, expect, it } from 'vitest';
import type { Definitions, ReadResult } from '../../src/jobs/definitions.js';
import { sizeRefusal } from '../../src/jobs/limits.js';
import { shownPeople } from '../../src/jobs/people.js';
import { readControlMJson } from '../../src/jobs/readers/controlm-json.js';
import { readControlMXml } from '../../src/jobs/readers/controlm-xml.js';
import { readFlatJson } from '../../src/jobs/readers/flat-json.js';
import { waitText } from '../../src/jobs/wait-expression.js';
import { flat, inFolder, json, xml } from './support/read.js';

/** `CODE line:column` of a refusal; the status of what was read. */
function refusal(result: ReadResult): string {
  if (result.status === 'READ') return 'READ';
  const { code, position } = result.refusal;
  return `${code} ${position.line}:${position.column}`;
}

const refusedXml = (text: string): string => refusal(readControlMXml(text, shownPeople));
const refusedJson = (text: string): string => refusal(readControlMJson(text, shownPeople));

const issues = (definitions: Definitions): readonly string[] =>
  definitions.issues.map(
    ({ severity, code, position }) => `${severity} ${code} ${position.line}:${position.column}`,
  );

describe('a source that is refused as a whole', () => {
  it('declares a document type, with entities or without', () => {
    expect(refusedXml('<?xml version="1.0"?>\n  <!DOCTYPE DEFTABLE SYSTEM "x.dtd"><DEFTABLE/>')).toBe(
      'ENTITY_REFUSED 2:3',
    );
    const bomb =
      '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<DEFTABLE><FOLDER FOLDER_NAME="&b;"/></DEFTABLE>';
    expect(refusedXml(bomb)).toBe('ENTITY_REFUSED 1:1');
  });

  it('uses an entity that XML does not have', () => {
    expect(refusedXml('<DEFTABLE>\n<FOLDER FOLDER_NAME="&file;"/></DEFTABLE>')).toMatch(
      /^SOURCE_MALFORMED 2:/,
    );
  });

  it('nests deeper than 64 levels, and not at 64', () => {
    const nested = (levels: number): string =>
      `<DEFTABLE>\n${'<SUB_FOLDER FOLDER_NAME="f">'.repeat(levels - 1)}${'</SUB_FOLDER>'.repeat(levels - 1)}</DEFTABLE>`;
    expect(refusedXml(nested(64))).toBe('READ');
    expect(refusedXml(nested(65))).toBe(`TOO_DEEP 2:${63 * 28 + 1}`);
    const lists = (levels: number): string => `{"f":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    expect(refusedJson(lists(64))).toBe('READ');
    expect(refusedJson(lists(65))).toBe(`TOO_DEEP 1:${5 + 63 + 1}`);
  });

  it('is larger than the limit in bytes', () => {
    expect(sizeRefusal('ä'.repeat(10), 20)).toBeNull();
    const result = sizeRefusal('ä'.repeat(10), 19);
    expect(result).toMatchObject({ status: 'REFUSED', refusal: { code: 'SOURCE_TOO_LARGE' } });
    expect(refusedJson(`[${' '.repeat(64 * 1024 * 1024 + 1)}]`)).toBe('SOURCE_TOO_LARGE 1:1');
  });

  it('is not well-formed', () => {
    expect(refusedXml('<DEFTABLE><FOLDER FOLDER_NAME="a">\n</DEFTABLE>')).toMatch(/^SOURCE_MALFORMED 2:/);
    expect(refusedXml('<DEFTABLE><FOLDER FOLDER_NAME="a">')).toMatch(/^SOURCE_MALFORMED/);
    expect(refusedXml('')).toMatch(/^SOURCE_MALFORMED/);
    expect(refusedJson('{"a": }')).toBe('SOURCE_MALFORMED 1:7');
    expect(refusedJson('{"a": 1} x')).toBe('SOURCE_MALFORMED 1:10');
    expect(refusedJson('{"a": "\\x"}')).toBe('SOURCE_MALFORMED 1:8');
    expect(refusedJson('{"a": 01}')).toBe('SOURCE_MALFORMED 1:7');
  });

  it('holds comments or trailing commas, each said by its name', () => {
    const reason = (text: string): string => {
      const result = readControlMJson(text, shownPeople);
      return result.status === 'READ' ? 'READ' : `${result.refusal.reason} ${refusal(result)}`;
    };
    expect(reason('{\n  // no\n  "a": 1}')).toBe('a comment is not JSON SOURCE_MALFORMED 2:3');
    expect(reason('{"a": 1 /* no */}')).toBe('a comment is not JSON SOURCE_MALFORMED 1:9');
    expect(reason('{"a": [1, 2,\n ]}')).toBe('a trailing comma is not JSON SOURCE_MALFORMED 1:12');
    expect(reason('{"a": 1,}')).toBe('a trailing comma is not JSON SOURCE_MALFORMED 1:8');
  });

  it('is something else', () => {
    expect(refusedXml('<html/>')).toBe('NOT_DEFINITIONS 1:1');
    expect(refusedJson('[]')).toBe('NOT_DEFINITIONS 1:1');
    expect(refusal(readFlatJson('{}', shownPeople))).toBe('NOT_DEFINITIONS 1:1');
  });
});

describe('jobs and folders that are wrong beside good ones', () => {
  it('skips a job without a name, and says where', () => {
    const read = xml(inFolder('\n<JOB CMDLINE="x"/>\n<JOB JOBNAME="b"/>'));
    expect(read.jobs.map(({ key }) => key)).toEqual(['f/b']);
    expect(issues(read)).toEqual(['ERROR JOB_NAME_MISSING 2:1']);
    expect(issues(json({ f: { Type: 'Folder', '': { Type: 'Job:Command' } } }))).toEqual([
      'ERROR JOB_NAME_MISSING 1:26',
    ]);
    expect(issues(flat([{ parent_path: 'a' }]))).toEqual(['ERROR JOB_NAME_MISSING 1:2']);
  });

  it('keeps two jobs of one name by ordinal', () => {
    const read = xml(inFolder('<JOB JOBNAME="b" CMDLINE="1"/>\n<JOB JOBNAME="b" CMDLINE="2"/>'));
    expect(read.jobs.map(({ key, ordinal, command }) => [key, ordinal, command])).toEqual([
      ['f/b', 1, '1'],
      ['f/b~2', 2, '2'],
    ]);
    expect(issues(read)).toEqual(['WARNING JOB_DUPLICATE 2:1']);
  });

  it('takes a condition without a sign, or with an unknown one, neither for an add nor for a delete', () => {
    const read = xml(
      inFolder(
        '<JOB JOBNAME="b">\n<OUTCOND NAME="e"/>\n<OUTCOND NAME="e" SIGN="*"/><OUTCOND NAME="g" SIGN="+"/></JOB>',
      ),
    );
    expect(read.jobs.map(({ adds, deletes }) => [adds.map(({ name }) => name), deletes])).toEqual([
      [['g'], []],
    ]);
    expect(issues(read)).toEqual(['WARNING SIGN_UNKNOWN 2:1', 'WARNING SIGN_UNKNOWN 3:1']);
  });

  it('awaits all events where parentheses do not fit together', () => {
    const incond = (name: string, operator: string): string =>
      `<INCOND NAME="${name}" AND_OR="${operator}"/>`;
    for (const names of [
      ['(a', 'b', 'c'],
      ['a', 'b)', 'c'],
      ['a)', '(b', 'c'],
    ]) {
      const read = xml(inFolder(`<JOB JOBNAME="j">${names.map((name) => incond(name, 'O')).join('')}</JOB>`));
      const [waits] = read.jobs.map((job) => job.waits);
      expect(waits && waitText(waits)).toBe('a AND b AND c');
      expect(read.issues.map(({ code }) => code)).toEqual(['PAREN_UNBALANCED']);
    }
    const events = [{ Event: 'a' }, 'OR', '(', { Event: 'b' }];
    const read = json({
      f: { Type: 'Folder', j: { Type: 'Job:Dummy', w: { Type: 'WaitForEvents', Events: events } } },
    });
    const [waits] = read.jobs.map((job) => job.waits);
    expect(waits && waitText(waits)).toBe('a AND b');
    expect(read.issues.map(({ code }) => code)).toEqual(['PAREN_UNBALANCED']);
  });

  it('lists a flow that names a job its folder does not hold, and keeps the steps that are there', () => {
    const job = { Type: 'Job:Dummy' };
    const flow = { Type: 'Flow', Sequence: ['a', 'b', 'gone', 'c', 'd'] };
    const read = json({
      f: { Type: 'Folder', a: job, b: job, c: job, d: job, x: flow },
      g: { Type: 'Folder', gone: job },
    });
    expect(read.issues.map(({ code }) => code)).toEqual(['FLOW_UNRESOLVED']);
    expect(read.sequences).toEqual([
      { flow: 'x', from: 'f/a', to: 'f/b' },
      { flow: 'x', from: 'f/c', to: 'f/d' },
    ]);
  });

  it('lists dates that are none, and names that are missing, and reads the event beside them', () => {
    const read = xml(
      inFolder(
        '<JOB JOBNAME="b"><INCOND NAME="x" ODATE="soon" AND_OR="A"/><INCOND NAME="" AND_OR="O"/><INCOND NAME="y" AND_OR="O"/></JOB>',
      ),
    );
    expect(read.issues.map(({ code }) => code)).toEqual(['EVENT_DATE_UNKNOWN', 'EVENT_NAME_MISSING']);
    expect(read.jobs.map(({ waits }) => waits && waitText(waits))).toEqual(['y']);
  });

  it('lists times, dates and months that are none, and keeps what was said', () => {
    const read = xml(
      inFolder('<JOB JOBNAME="b" TIMEFROM="2560" TIMETO="0600" DATE="0230,0101" ACTIVE_FROM="now"/>'),
    );
    expect(read.jobs[0]?.schedule).toMatchObject({
      fromTime: '2560',
      toTime: '06:00',
      specificDates: ['0230', '--01-01'],
      startDate: 'now',
    });
    expect(read.issues.map(({ code }) => code)).toEqual(Array(3).fill('SCHEDULE_UNREADABLE'));
    const when = { FromTime: 'noon', Months: ['MAY', 'soon'], SpecificDates: ['13/01'] };
    const other = json({ f: { Type: 'Folder', b: { Type: 'Job:Dummy', When: when } } });
    expect(other.jobs[0]?.schedule).toMatchObject({
      fromTime: 'noon',
      months: [5],
      specificDates: ['13/01'],
    });
    expect(other.issues.map(({ code }) => code)).toEqual(Array(3).fill('SCHEDULE_UNREADABLE'));
  });

  it('reads long texts in a time that grows with them', () => {
    const long = 'a'.repeat(1_000_000);
    const [job] = xml(
      inFolder(
        `<JOB JOBNAME="b" RUN_AS="u" CMDLINE="${long}"><INCOND NAME="x${' '.repeat(1_000_000)}y"/></JOB>`,
      ),
    ).jobs;
    expect(job?.command).toBe(long);
  });

  it('reads an empty folder as a folder without jobs', () => {
    const read = xml('<DEFTABLE><FOLDER FOLDER_NAME="empty"/></DEFTABLE>');
    expect(read.folders.map(({ key, kind }) => [key, kind])).toEqual([['empty', 'FOLDER']]);
    expect(read.jobs).toEqual([]);
    expect(xml('<DEFTABLE/>').folders).toEqual([]);
    expect(json({}).folders).toEqual([]);
  });

  it('skips a folder without a name and jobs outside of folders', () => {
    const read = xml(
      '<DEFTABLE><FOLDER><JOB JOBNAME="a"/></FOLDER><JOB JOBNAME="b"/><FOLDER FOLDER_NAME="c"/></DEFTABLE>',
    );
    expect(read.folders.map(({ key }) => key)).toEqual(['c']);
    expect(read.jobs).toEqual([]);
    expect(read.issues.map(({ code }) => code)).toEqual(['FOLDER_NAME_MISSING', 'JOB_WITHOUT_FOLDER']);
    expect(issues(json({ j: { Type: 'Job:Dummy' } }))).toEqual(['ERROR JOB_WITHOUT_FOLDER 1:6']);
  });

  it('does not take the names of built-in members for types or kinds', () => {
    const read = json({
      f: { Type: 'Folder', a: { Type: 'Job:constructor' }, b: { Type: 'toString' } },
      g: { Type: 'constructor' },
    });
    expect(read.jobs.map(({ kind }) => kind)).toEqual(['OTHER']);
    expect(read.folders.map(({ key }) => key)).toEqual(['f']);
  });
});
