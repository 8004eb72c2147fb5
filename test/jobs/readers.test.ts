/** What definitions say, read by hand: attributes, defaults, flows, flat records. */

import { describe, expect, it } from 'vitest';
import type { EventReference } from '../../src/jobs/definitions.js';
import { parseEventDate } from '../../src/jobs/event-date.js';
import { fromPostfix, toPostfix, waitText } from '../../src/jobs/wait-expression.js';
import { hashOf } from './support/estates.js';
import { flat, inFolder, json, xml } from './support/read.js';

const waitsOf = (inconds: string): string | null => {
  const [job] = xml(inFolder(`<JOB JOBNAME="j">${inconds}</JOB>`)).jobs;
  return job?.waits ? waitText(job.waits) : null;
};

describe('Control-M XML', () => {
  it('reads a job by the attributes of the format and not by what they could be called', () => {
    const [job] = xml(
      inFolder(
        '<JOB JOBNAME="j" TASKTYPE="Command" CMDLINE="run it" NODEID="h1" APPLICATION="app" GROUP="sub" CYCLIC="0" CONFIRM="N" CRITICAL="1" INTERVAL="00015M" RETRO="0" MAXWAIT="3" COMMAND="no" HOST="no"/>',
      ),
    ).jobs;
    expect(job).toMatchObject({
      kind: 'COMMAND',
      command: 'run it',
      host: 'h1',
      application: 'app',
      subApplication: 'sub',
      isCyclic: false,
      cycle: null,
      needsConfirmation: false,
      isCritical: true,
      isRetroactive: false,
      maxWait: '3',
    });
  });

  it('reads a script from its library and member, with the override', () => {
    const [unix, windows] = xml(
      inFolder(
        '<JOB JOBNAME="a" TASKTYPE="Job" MEMLIB="/opt/x/" MEMNAME="load.sql" OVERLIB="/tmp/y"/><JOB JOBNAME="b" TASKTYPE="Job" APPL_TYPE="OS" MEMLIB="C:\\x" MEMNAME="y.bat"/>',
      ),
    ).jobs;
    expect(unix?.script).toEqual({ path: '/opt/x/load.sql', overridePath: '/tmp/y/load.sql' });
    expect([windows?.kind, windows?.script?.path]).toEqual(['SCRIPT', 'C:\\x\\y.bat']);
  });

  it('nests folders, and lists a parent that is named otherwise', () => {
    const read =
      xml(`<DEFTABLE><SMART_FOLDER FOLDER_NAME="a b" JOBNAME="other" DATACENTER="dc" PLATFORM="UNIX">
      <SUB_FOLDER JOBNAME="c/d"><JOB JOBNAME="j" PARENT_FOLDER="a b/c/d"/><JOB JOBNAME="k" PARENT_FOLDER="z"/></SUB_FOLDER>
      </SMART_FOLDER></DEFTABLE>`);
    expect(read.folders.map(({ key, parent, kind, server }) => [key, parent, kind, server])).toEqual([
      ['a%20b', null, 'SMART_FOLDER', 'dc'],
      ['a%20b/c%2Fd', 'a%20b', 'SUB_FOLDER', null],
    ]);
    expect(read.jobs.map(({ key }) => key)).toEqual(['a%20b/c%2Fd/j', 'a%20b/c%2Fd/k']);
    expect(read.issues.map(({ code, position }) => [code, position.line])).toEqual([
      ['PARENT_FOLDER_MISMATCH', 2],
    ]);
  });

  it('binds AND before OR, and parentheses before both, as attribute or around the name', () => {
    const incond = (name: string, operator: string, more = ''): string =>
      `<INCOND NAME="${name}" ODATE="ODAT" AND_OR="${operator}" ${more}/>`;
    expect(waitsOf(incond('a', 'A') + incond('b', 'O') + incond('c', 'AND'))).toBe('a OR b AND c');
    expect(waitsOf(incond('(a', 'A') + incond('b)', 'OR') + incond('c', 'A'))).toBe('(a OR b) AND c');
    expect(waitsOf(incond('a', 'A') + incond('b', 'A', 'OP="("') + incond('c', 'O', 'OP=")"'))).toBe(
      'a AND (b OR c)',
    );
    expect(waitsOf(incond('a', 'O') + incond('((b', 'A') + incond('c)', 'O') + incond('d)', 'A'))).toBe(
      'a AND (b OR c) AND d',
    );
    expect(waitsOf('')).toBeNull();
  });

  it('guards what a completion rule adds by its condition, and keeps clean-up out of the adds', () => {
    const [job] = xml(
      inFolder(
        `<JOB JOBNAME="j"><OUTCOND NAME="done" SIGN="+"/><OUTCOND NAME="in" SIGN="-"/>
         <ON STMT="*" CODE="NOTOK"><DOCOND NAME="failed" SIGN="+"/><DOACTION ACTION="RERUN"/><DOMAIL DEST="ops@x.org" SUBJECT="late"/></ON>
         <ON STMT="*" CODE="COMPSTAT EQ 4"><DOFORCEJOB FOLDER_NAME="f" NAME="fix"/><DOSHOUT DEST="EM" MESSAGE="see"/><DOVAR NAME="%%A" VALUE="1"/></ON>
         <ON STMT="*step 2*" CODE="ORA-01"/></JOB>`,
      ),
    ).jobs;
    expect(job?.adds.map(({ name, when }) => [name, when])).toEqual([
      ['done', null],
      ['failed', 'NOTOK'],
    ]);
    expect(job?.deletes.map(({ name }) => name)).toEqual(['in']);
    expect(
      job?.rules.map(({ condition, returnCode, actions }) => [
        condition,
        returnCode,
        actions.map(({ kind }) => kind),
      ]),
    ).toEqual([
      ['NOTOK', null, ['ACTION', 'ADD_EVENT', 'MAIL']],
      ['OUTPUT *step 2* ORA-01', null, []],
      ['RC = 4', 4, ['NOTIFY', 'RUN_JOB', 'SET_VARIABLE']],
    ]);
  });

  it('keeps calendars, notifications and the schedule in its own words', () => {
    const read = xml(
      `<DEFTABLE><SMART_FOLDER FOLDER_NAME="f"><RULE_BASED_CALENDAR NAME="month end" DAYS="L1"/>
       <JOB JOBNAME="j" DAYS="01,L02" WEEKDAYS="0,6" DAYS_AND_OR="A" DAYSCAL="HOL" TIMEFROM="0930" TIMETO=">" TIMEZONE="Europe/Berlin" DATE="0229" JAN="1" FEB="0">
       <RULE_BASED_CALENDARS NAME="month end"/><SHOUT WHEN="LATESUB" DEST="someone" MESSAGE="late" URGENCY="U"/></JOB></SMART_FOLDER></DEFTABLE>`,
    );
    expect(read.jobs[0]?.schedule).toMatchObject({
      weekDays: ['SUN', 'SAT'],
      monthDays: ['1', 'L2'],
      daysRelation: 'AND',
      monthDaysCalendar: 'HOL',
      fromTime: '09:30',
      toTime: '>',
      timeZone: 'Europe/Berlin',
      specificDates: ['--02-29'],
      months: [1],
      ruleCalendars: ['month end'],
    });
    expect(read.jobs[0]?.notifications).toEqual([
      {
        when: 'NOT_SUBMITTED',
        time: null,
        urgency: 'URGENT',
        destination: hashOf('someone'),
        message: 'late',
      },
    ]);
    expect(read.calendars.map(({ name, folder, days }) => [name, folder, days.kind])).toEqual([
      ['month end', 'f', 'RULE'],
    ]);
  });

  it('reads the days of a calendar of dates', () => {
    const marks = [...'N'.repeat(365)];
    marks[0] = 'Y';
    marks[59] = 'Y';
    const read = xml(
      `<DEFCAL><CALENDAR NAME="c" TYPE="Regular"><YEAR NAME="2026" DAYS="${marks.join('')}"/></CALENDAR></DEFCAL>`,
    );
    expect(read.calendars[0]?.days).toEqual({
      kind: 'DATES',
      years: [2026],
      dates: ['2026-01-01', '2026-03-01'],
    });
    const wrong = xml('<DEFCAL><CALENDAR NAME="c"><YEAR NAME="2026" DAYS="Y"/></CALENDAR></DEFCAL>');
    expect(wrong.issues.map(({ code }) => code)).toEqual(['CALENDAR_YEAR_WRONG']);
  });
});

describe('dates of events', () => {
  it.each([
    ['ODAT', 'ORDER_DATE', 0, null],
    ['', 'ORDER_DATE', 0, null],
    ['PREV', 'PREVIOUS', -1, null],
    ['NEXT', 'NEXT', 1, null],
    ['+001', 'OFFSET', 1, '+001'],
    ['-12', 'OFFSET', -12, '-12'],
    ['****', 'ANY', null, null],
    ['AnyDate', 'ANY', null, null],
    ['STAT', 'NONE', null, null],
    ['NoDate', 'NONE', null, null],
    ['1231', 'OFFSET', null, '1231'],
  ])('%s is %s', (text, date, dayOffset, dateText) => {
    expect(parseEventDate(text)).toEqual({ date, dayOffset, dateText });
  });
});

describe('a wait expression', () => {
  it('goes to postfix over the places of its events and back', () => {
    const [job] = xml(
      inFolder(
        '<JOB JOBNAME="j"><INCOND NAME="a" AND_OR="A"/><INCOND NAME="(b c" AND_OR="A"/><INCOND NAME="a" ODATE="PREV" AND_OR="O"/><INCOND NAME="d)" AND_OR="O"/></JOB>',
      ),
    ).jobs;
    const waits = job?.waits ?? null;
    const text = waits && toPostfix(waits);
    expect(text).toBe('0 1 2 3 OR3 AND2');
    const events: EventReference[] = ['a', 'b c', 'a', 'd'].map((name, index) => ({
      name,
      date: index === 2 ? 'PREVIOUS' : 'ORDER_DATE',
      dayOffset: index === 2 ? -1 : 0,
      dateText: null,
      when: null,
    }));
    expect(fromPostfix(text ?? '', events)).toEqual(waits);
    for (const wrong of ['', '0 1', '4', 'AND2', '0 1 AND3', '0 AND1'])
      expect(fromPostfix(wrong, events)).toBeNull();
  });
});

describe('Control-M JSON', () => {
  it('fills in defaults: by type from the file, then from the folder, then the own value', () => {
    const read = json({
      Defaults: {
        Application: 'file',
        Job: { Host: 'job', Priority: 'job', RunAs: 'ada' },
        'Job:Command': { Host: 'command' },
      },
      f: {
        Type: 'Folder',
        Defaults: { Job: { Priority: 'folder' } },
        a: { Type: 'Job:Command', RunAs: 'own' },
        b: { Type: 'Job:Dummy' },
        s: { Type: 'SubFolder', c: { Type: 'Job:Command', Application: 'own' } },
      },
      g: { Type: 'SimpleFolder', d: { Type: 'Job:Dummy' } },
    });
    expect(
      read.jobs.map(({ key, application, host, priority, runAs }) => [
        key,
        application,
        host,
        priority,
        runAs,
      ]),
    ).toEqual([
      ['f/a', 'file', 'command', 'folder', hashOf('own')],
      ['f/b', 'file', 'job', 'folder', hashOf('ada')],
      ['f/s/c', 'own', 'command', 'folder', hashOf('ada')],
      ['g/d', 'file', 'job', 'job', hashOf('ada')],
    ]);
  });

  it('knows objects by their Type: a key that looks like a rule is a job, and any key may hold events', () => {
    const read = json({
      'Job:not a job': {
        Type: 'Folder',
        WaitForEvents: { Type: 'Job:FileWatcher:Create' },
        Flow: {
          Type: 'Job:Database:SQLScript',
          Query: 'select 1',
          'x y': { Type: 'AddEvents', Events: [{ Event: 'e' }] },
        },
        If: { Type: 'Job:SAP:R3' },
      },
    });
    expect(
      read.jobs.map(({ name, kind, nativeType, adds }) => [name, kind, nativeType, adds.length]),
    ).toEqual([
      ['Flow', 'DATABASE', 'Job:Database:SQLScript', 1],
      ['If', 'OTHER', 'Job:SAP:R3', 0],
      ['WaitForEvents', 'FILE_WATCHER', 'Job:FileWatcher:Create', 0],
    ]);
    expect(read.jobs[0]?.embedded).toEqual({ language: 'SQL', text: 'select 1' });
  });

  it('resolves references to folders, wherever they stand, and lists those that are nowhere', () => {
    const read = json({
      a: { Type: 'Folder', ReferencePath: '/b/c' },
      b: { Type: 'Folder', c: { Type: 'SubFolder' }, d: { Type: 'SubFolder', ReferencePath: 'x' } },
    });
    expect(read.folders.map(({ key, reference }) => [key, reference])).toEqual([
      ['a', 'b/c'],
      ['b', null],
      ['b/c', null],
      ['b/d', null],
    ]);
    expect(read.issues.map(({ code }) => code)).toEqual(['REFERENCE_UNRESOLVED']);
  });

  it('keeps the last of repeated keys, and lists members that nothing reads once per name', () => {
    const read = json(
      '{"f": {"Type": "Folder",\n "a": {"Type": "Job:Dummy", "Comment": "1",\n "Comment": "2", "Odd": 1, "Host": "x", "Host": "y"}, "b": {"Type": "Job:Dummy", "Odd": 2}}}',
    );
    expect(read.issues.map(({ code, severity, position }) => [code, severity, position.line])).toEqual([
      ['JSON_DUPLICATE_KEY', 'INFO', 3],
      ['UNKNOWN_MEMBER', 'INFO', 3],
      ['JSON_DUPLICATE_KEY', 'INFO', 3],
    ]);
    expect(read.jobs[0]?.host).toBe('y');
  });

  it('joins awaited events by AND unless told otherwise, and several lists by AND', () => {
    const events = (...items: unknown[]): unknown => ({ Type: 'WaitForEvents', Events: items });
    const e = (name: string, date?: string): unknown => ({
      Event: name,
      ...(date === undefined ? {} : { Date: date }),
    });
    const read = json({
      f: {
        Type: 'Folder',
        a: { Type: 'Job:Dummy', w: events(e('x'), e('y')) },
        b: {
          Type: 'Job:Dummy',
          w: events(
            e('x'),
            'OR',
            e('y'),
            'AND',
            '(',
            e('z', 'PreviousOrderDate'),
            'OR',
            e('u', 'AnyDate'),
            ')',
          ),
        },
        c: { Type: 'Job:Dummy', w: events(e('x'), 'OR', e('y')), v: events(e('z')) },
      },
    });
    expect(read.jobs.map(({ waits }) => waits && waitText(waits))).toEqual([
      'x AND y',
      'x OR y AND (z PREV OR u ****)',
      'z AND (x OR y)',
    ]);
  });

  it('counts positions across line ends of both kinds', () => {
    const read = xml(
      '<DEFTABLE>\r\n<FOLDER FOLDER_NAME="f">\r\n  <JOB\r\n JOBNAME="a"/><JOB JOBNAME="b"/></FOLDER></DEFTABLE>',
    );
    expect(read.jobs.map(({ position }) => [position.line, position.column])).toEqual([
      [3, 3],
      [4, 15],
    ]);
  });
});

describe('flat JSON', () => {
  it('gives the same jobs as the nested form', () => {
    const nested = json({
      a: {
        Type: 'SimpleFolder',
        b: {
          Type: 'SubFolder',
          j: {
            Type: 'Job:Command',
            Command: 'run',
            RunAs: 'ada',
            When: { WeekDays: ['MON', 'FRI'], FromTime: '0400' },
            Variables: [{ x: '1' }],
            w: { Type: 'WaitForEvents', Events: [{ Event: 'p' }, { Event: 'q', Date: 'PREV' }] },
            o: { Type: 'AddEvents', Events: [{ Event: 'r' }] },
            d: { Type: 'DeleteEvents', Events: [{ Event: 'p' }] },
            n: { Type: 'Notify:NotOK', Message: 'see' },
          },
        },
      },
    });
    const record = {
      job_name: 'j',
      parent_path: 'a/b',
      job_type: 'Command',
      command: 'run',
      run_as: 'ada',
      schedule_week_days: 'MON,FRI',
      schedule_from_time: '0400',
      var_x: '1',
      notify_type: 'NotOK',
      notify_message: 'see',
      events: [
        { type: 'wait', event: 'p' },
        { type: 'wait', event: 'q', date: 'PREV' },
        { type: 'add', event: 'r' },
        { type: 'delete', event: 'p' },
        { type: 'odd', event: 'z' },
      ],
    };
    const read = flat([record]);
    const bare = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, inner: unknown) =>
          key === 'position' || key === 'nativeText' ? 0 : inner,
        ),
      );
    expect(bare([read.folders, read.jobs])).toEqual(bare([nested.folders, nested.jobs]));
    expect(read.issues.map(({ code }) => code)).toEqual(['EVENT_TYPE_UNKNOWN']);
  });
});
