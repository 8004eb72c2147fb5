/** What kind of statement the tokens begin. */
import type { StatementKind } from './facts.js';
import { type Tokens, tokenKinds } from './tokens.js';

const plainKinds: Readonly<Record<string, StatementKind>> = Object.assign(Object.create(null), {
  SELECT: 'SELECT',
  SEL: 'SELECT',
  VALUES: 'SELECT',
  TABLE: 'SELECT',
  '(': 'SELECT',
  UPSERT: 'INSERT',
  MERGE: 'MERGE',
  UPDATE: 'UPDATE',
  DELETE: 'DELETE',
  DROP: 'DROP',
  UNDROP: 'OTHER',
  COMMENT: 'COMMENT',
  USE: 'USE',
  SET: 'SET',
  RESET: 'SET',
  CALL: 'CALL',
  EXEC: 'CALL',
  EXECUTE: 'CALL',
  DO: 'PROCEDURE',
  RENAME: 'ALTER',
  CACHE: 'CREATE_VIEW',
});

const otherWords = new Set(
  (
    'GRANT REVOKE DENY BEGIN COMMIT ROLLBACK START SAVEPOINT RELEASE ANALYZE ANALYSE VACUUM SHOW DESCRIBE DESC EXPLAIN TRUNCATE REFRESH ' +
    'INVALIDATE COMPUTE MSCK REPAIR LOAD UNLOAD COPY PUT GET LIST LS REMOVE RM DECLARE IF WHILE PRINT RAISERROR THROW RETURN LOCK UNLOCK ' +
    'UNCACHE CLEAR ADD CLUSTER REINDEX CHECKPOINT DISCARD LISTEN NOTIFY UNLISTEN PREPARE DEALLOCATE FETCH OPEN CLOSE MOVE SECURITY ' +
    'REASSIGN IMPORT EXPORT KILL FLUSH OPTIMIZE PURGE FLASHBACK AUDIT NOAUDIT ASSOCIATE DISASSOCIATE PRAGMA ATTACH DETACH INSTALL END ' +
    'ABORT BACKUP RESTORE DBCC RECONFIGURE WAITFOR GOTO ASSERT COLLECT HELP SIGNAL RESIGNAL ELSE CHECKSUM CHECK HANDLER BINLOG ' +
    'SHUTDOWN DELIMITER CONNECT EXIT QUIT PIVOT UNPIVOT FROM SUMMARIZE BULK OPENQUERY DISABLE ENABLE REVERT XA RELOAD'
  ).split(' '),
);

const createdKinds = new Set(
  (
    'SEQUENCE INDEX FUNCTION PROCEDURE PROC TRIGGER PACKAGE EVENT ROLE USER LOGIN GROUP EXTENSION LANGUAGE CAST OPERATOR AGGREGATE ' +
    'COLLATION CONVERSION DATABASE CATALOG SCHEMA DOMAIN TYPE SYNONYM RULE POLICY SERVER FOREIGN TABLESPACE TEXT PUBLICATION ' +
    'SUBSCRIPTION STATISTICS ACCESS STAGE PIPE STREAM TASK FILE WAREHOUSE MASKING SHARE TAG NETWORK RESOURCE STORAGE NOTIFICATION API ' +
    'VOLUME MACRO SECRET CONNECTION MODEL MASTER CERTIFICATE ASYMMETRIC SYMMETRIC PARTITION XML FULLTEXT SPATIAL BITMAP CLUSTERED ' +
    'NONCLUSTERED COLUMNSTORE UNIQUE QUEUE SERVICE CONTRACT MESSAGE ASSEMBLY DIRECTORY PROFILE CONTEXT LIBRARY JAVA DIMENSION CLUSTER ' +
    'TRANSFORM SEARCH VECTOR GIT IMAGE COMPUTE APPLICATION ALERT ENDPOINT REMOTE DATA ROLLBACK OUTLINE INDEXTYPE SPECIFICATION ' +
    'CONSTRAINT PROJECTION PERFETTO RECIPIENT PROVIDER EXTERNAL SNAPSHOT CREDENTIAL ENCRYPTION WORKLOAD DEFAULT LEXER'
  ).split(' '),
);

const modifiers = new Set(
  (
    'OR REPLACE ALTER REFRESH TEMP TEMPORARY GLOBAL LOCAL VOLATILE TRANSIENT UNLOGGED MULTISET SET FORCE NOFORCE EDITIONABLE ' +
    'NONEDITIONABLE RECURSIVE MATERIALIZED SECURE STREAMING LIVE DYNAMIC HYBRID ICEBERG IMMUTABLE PRIVATE COLUMN ROW DUPLICATE SHARDED ' +
    'BLOCKCHAIN INTERACTIVE NO PUBLIC TRUSTED VIRTUAL MANAGED EXTERNAL FOREIGN CONSTRAINT DEFAULT NATIVE'
  ).split(' '),
);

/** UNPARSED: the words begin no statement that any dialect has. */
export function statementKind(tokens: Tokens, from: number, to: number): StatementKind {
  const kind = tokens.kindAt(from);
  if (kind === tokenKinds.driverLine) return 'DRIVER';
  const word = tokens.upperAt(from);
  const plain = plainKinds[word];
  if (plain !== undefined) return plain;
  if (word === 'INSERT' || (word === 'REPLACE' && tokens.upperAt(from + 1) !== 'VIEW'))
    return insertKind(tokens, from, to);
  if (word === 'WITH') return kindAfterWith(tokens, from, to);
  if (word === 'FROM') return multiInsertKind(tokens, from, to);
  if (word === 'CREATE' || word === 'REPLACE') return createKind(tokens, from, to);
  if (word === 'ALTER') return alterKind(tokens, from);
  if (word === 'BEGIN' || word === 'DECLARE') return blockKind(tokens, from, to);
  if (otherWords.has(word)) return 'OTHER';
  return isAssignment(tokens, from) ? 'SET' : 'UNPARSED';
}

function insertKind(tokens: Tokens, from: number, to: number): StatementKind {
  const second = tokens.upperAt(from + 1);
  if (second === 'ALL' || second === 'FIRST') return 'MULTI_INSERT';
  const isOverwrite = second === 'OVERWRITE' || (from + 2 < to && tokens.upperAt(from + 2) === 'OVERWRITE');
  return isOverwrite ? 'INSERT_OVERWRITE' : 'INSERT';
}

/** The first main word outside the parentheses of the CTEs. */
function kindAfterWith(tokens: Tokens, from: number, to: number): StatementKind {
  for (let index = from + 1, depth = 0; index < to; index++) {
    const word = tokens.upperAt(index);
    if (word === '(') depth++;
    else if (word === ')') depth--;
    else if (depth === 0 && word === 'INSERT') return insertKind(tokens, index, to);
    else if (depth === 0 && word === 'FROM') return multiInsertKind(tokens, index, to);
    else if (depth === 0 && (word === 'UPDATE' || word === 'DELETE' || word === 'MERGE' || word === 'SELECT'))
      return word;
  }
  return 'SELECT';
}

function multiInsertKind(tokens: Tokens, from: number, to: number): StatementKind {
  let inserts = 0;
  let first = -1;
  for (let index = from + 1, depth = 0; index < to; index++) {
    const word = tokens.upperAt(index);
    if (word === '(') depth++;
    else if (word === ')') depth--;
    else if (word === 'INSERT' && depth === 0) {
      inserts++;
      if (first < 0) first = index;
    }
  }
  if (inserts > 1) return 'MULTI_INSERT';
  return inserts === 1 ? insertKind(tokens, first, to) : 'SELECT';
}

function createKind(tokens: Tokens, from: number, to: number): StatementKind {
  let at = from + 1;
  while (at < to && isModifier(tokens, at)) at++;
  const word = tokens.upperAt(at);
  if (word === 'VIEW') return 'CREATE_VIEW';
  if (word === 'TABLE')
    return tokens.upperAt(at + 1) === 'FUNCTION' ? 'PROCEDURE' : tableKind(tokens, at, to);
  if (word === 'FUNCTION' || word === 'PROCEDURE' || word === 'PROC' || word === 'PACKAGE')
    return 'PROCEDURE';
  const previous = tokens.upperAt(at - 1);
  return createdKinds.has(word) || createdKinds.has(previous) ? 'OTHER' : 'UNPARSED';
}

function isModifier(tokens: Tokens, at: number): boolean {
  const word = tokens.upperAt(at);
  if (modifiers.has(word)) return true;
  const previous = tokens.upperAt(at - 1);
  if (word === 'ALGORITHM' || word === 'DEFINER' || word === 'SQL' || word === 'SECURITY') return true;
  if (word === '=' || previous === '=' || previous === 'SECURITY') return true;
  return tokens.kindAt(at) === tokenKinds.parameter || word === '@' || previous === '@';
}

function tableKind(tokens: Tokens, from: number, to: number): StatementKind {
  for (let index = from + 1, depth = 0; index < to; index++) {
    const word = tokens.upperAt(index);
    if (word === '(') depth++;
    else if (word === ')') depth--;
    if (depth > 1) continue;
    if (word === 'SELECT' && (depth === 0 || opensQuery(tokens, index))) return 'CREATE_TABLE_AS';
    if (depth === 0 && word === 'AS' && startsRows(tokens, index + 1)) return 'CREATE_TABLE_AS';
  }
  return 'CREATE_TABLE';
}

function opensQuery(tokens: Tokens, index: number): boolean {
  return (
    tokens.upperAt(index - 1) === '(' &&
    tokens.upperAt(index - 2) !== 'CHECK' &&
    tokens.upperAt(index - 2) !== 'DEFAULT'
  );
}

function startsRows(tokens: Tokens, index: number): boolean {
  const word = tokens.upperAt(index);
  return (
    word === 'WITH' ||
    word === 'VALUES' ||
    word === 'TABLE' ||
    word === 'FROM' ||
    (word === '(' && startsRows(tokens, index + 1))
  );
}

const alteredWords = new Set(
  'TABLE VIEW SESSION SYSTEM MATERIALIZED EXTERNAL FOREIGN DYNAMIC ICEBERG'.split(' '),
);

function alterKind(tokens: Tokens, from: number): StatementKind {
  const word = tokens.upperAt(from + 1);
  if (word === 'PROCEDURE' || word === 'PROC' || word === 'FUNCTION' || word === 'PACKAGE') return 'ALTER';
  return alteredWords.has(word) || createdKinds.has(word) || word === 'DEFAULT' || word === 'LARGE'
    ? 'ALTER'
    : 'UNPARSED';
}

/** A block of procedural code; a transaction's BEGIN, a variable or cursor is none. */
function blockKind(tokens: Tokens, from: number, to: number): StatementKind {
  if (tokens.upperAt(from) === 'BEGIN' && to - from <= 4 && tokens.upperAt(from + 1) !== 'TRY')
    return 'OTHER';
  for (let index = from; index < to; index++) if (tokens.upperAt(index) === 'BEGIN') return 'PROCEDURE';
  return 'OTHER';
}

/** `key = value` and `@x := 1`. */
function isAssignment(tokens: Tokens, from: number): boolean {
  for (let index = from; index < from + 40 && index < tokens.count; index++) {
    const symbol = tokens.upperAt(index);
    if (symbol === '=' || symbol === ':=') return true;
    const kind = tokens.kindAt(index);
    if (kind !== tokenKinds.word && symbol !== '.' && symbol !== ':' && symbol !== '-') return false;
    if (kind === tokenKinds.word && index > from && tokens.kindAt(index - 1) === tokenKinds.word)
      return false;
  }
  return false;
}
