/** People in definitions: the reading half of jobs.md, acceptance 7. */

import { describe, expect, it } from 'vitest';
import { shownPeople } from '../../src/jobs/people.js';
import { hashOf } from './support/estates.js';
import { inFolder, xml } from './support/read.js';

describe('people', () => {
  const source = `<DEFTABLE><SMART_FOLDER FOLDER_NAME="f" DESCRIPTION="of jdoe">
    <VARIABLE NAME="%%WHO" VALUE="jdoe"/>
    <JOB JOBNAME="a" RUN_AS="jdoe" CREATED_BY="CORP\\msmith" CMDLINE="ssh jdoe@db1 /home/olsen/x.sh -u; sudo -u third run; mail m.smith@example.org" DESCRIPTION="asks JDOE and msmith">
    <SHOUT WHEN="NOTOK" DEST="msmith" MESSAGE="call jdoe"/><ON STMT="*" CODE="NOTOK"><DOMAIL DEST="boss@example.org" MESSAGE="from jdoe"/></ON></JOB>
    <JOB JOBNAME="b" OWNER="fourth" TASKTYPE="Job" MEMLIB="/data/jdoe" MEMNAME="jdoe.sql"/>
    </SMART_FOLDER></DEFTABLE>`;
  const names = ['jdoe', 'msmith', 'm.smith', 'olsen', 'third', 'fourth', 'boss', 'example.org'];
  const found = (text: string): readonly string[] =>
    names.filter((name) => text.toLowerCase().includes(name));

  it('are nowhere in what is read', () => {
    expect(found(JSON.stringify(xml(source)))).toEqual([]);
  });

  it('are all there when they are not to be hashed, so that the search can fail', () => {
    expect(found(JSON.stringify(xml(source, shownPeople)))).toEqual(names);
  });

  it('have the first 12 digits of the keyed hash, the same wherever they stand', () => {
    const [job] = xml(source).jobs;
    expect(job?.runAs).toBe(hashOf('jdoe'));
    expect(job?.createdBy).toBe(hashOf('CORP\\msmith'));
    expect(job?.description).toBe(`asks ${hashOf('JDOE')} and ${hashOf('msmith')}`);
    expect(job?.command).toContain(`mail ${hashOf('m.smith@example.org')}`);
    expect(job?.runAs).toMatch(/^[0-9a-f]{12}$/);
  });

  it('leave words alone that only contain their names, and values that are variables', () => {
    const [job] = xml(inFolder('<JOB JOBNAME="a" RUN_AS="etl" CMDLINE="etl_load etls x"/>')).jobs;
    expect(job?.command).toBe('etl_load etls x');
    const [other] = xml(inFolder('<JOB JOBNAME="a" RUN_AS="%%USER" CMDLINE="go %%USER"/>')).jobs;
    expect(other?.command).toBe('go %%USER');
  });
});
