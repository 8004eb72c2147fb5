/** Whether a line that begins with a statement's word continues the statement before it: the soft boundaries. */
import type { Dialect } from '../../catalog/vocabulary.js';
import { type Tokens, tokenKinds } from './tokens.js';

const statementWords = new Set(['CREATE', 'INSERT', 'USE', 'DROP', 'ALTER', 'MERGE', 'SET', 'WITH']);
/** T-SQL needs no semicolons at all. */
const transactWords = new Set([
  ...statementWords,
  'SELECT',
  'UPDATE',
  'DELETE',
  'TRUNCATE',
  'EXEC',
  'EXECUTE',
  'DECLARE',
  'PRINT',
  'IF',
]);

/** After these the statement cannot be complete. */
const openWords = new Set(
  (
    'AS FROM JOIN ON WHERE AND OR BY THEN ELSE WHEN IN NOT UNION ALL EXCEPT INTERSECT MINUS SELECT INTO TABLE VALUES EXPLAIN ' +
    'ANALYZE FORMATTED EXTENDED VERBOSE DO UPDATE REPLACE USING DISTINCT HAVING BETWEEN LIKE CASE CREATE ALTER GRANT REVOKE VIEW ' +
    'BEFORE AFTER OF INSTEAD FOR EACH ROW OVERWRITE DEFAULT LATERAL'
  ).split(' '),
);

const alterKinds = new Set(
  (
    'TABLE VIEW MATERIALIZED DATABASE SCHEMA USER ROLE INDEX SEQUENCE DOMAIN TYPE FOREIGN EXTERNAL IF EXISTS ONLY SESSION SYSTEM ' +
    'COLUMN FUNCTION WAREHOUSE'
  ).split(' '),
);

export class StatementState {
  private readonly tokens: Tokens;
  private readonly words: ReadonlySet<string>;
  private readonly isTransact: boolean;
  private from = 0;
  private verb = '';
  /** At depth 0: a SELECT, VALUES or write was seen behind the first word. */
  private sawQuery = false;
  private sawSet = false;
  private isFromFirst = false;

  constructor(tokens: Tokens, dialect: Dialect) {
    this.tokens = tokens;
    this.isTransact = dialect === 'TSQL';
    this.words = this.isTransact ? transactWords : statementWords;
  }

  begin(index: number): void {
    this.from = index;
    this.verb = this.tokens.upperAt(index);
    this.sawQuery = this.verb === 'SELECT' || this.verb === 'VALUES';
    this.sawSet = false;
    this.isFromFirst = this.verb === 'FROM';
  }

  track(index: number): void {
    if (index === this.from) return;
    switch (this.tokens.upperAt(index)) {
      case 'SELECT':
      case 'VALUES':
      case 'EXEC':
        this.sawQuery = true;
        break;
      case 'INSERT':
      case 'UPDATE':
      case 'DELETE':
      case 'MERGE':
        if (this.verb === 'WITH') this.takeVerb(index);
        break;
      case 'SET':
        this.sawSet = true;
        break;
      case 'FROM':
        if (this.verb === 'WITH' && !this.sawQuery) this.isFromFirst = true;
        break;
    }
  }

  /** The write a WITH clause leads to rules what follows. */
  private takeVerb(index: number): void {
    if (this.sawQuery || this.isFromFirst) return;
    this.verb = this.tokens.upperAt(index);
  }

  isStatementWord(index: number): boolean {
    return this.tokens.kindAt(index) === tokenKinds.word && this.words.has(this.tokens.upperAt(index));
  }

  continuesAt(index: number, isRoutine: boolean): boolean {
    if (this.isIncompleteBefore(index)) return true;
    const word = this.tokens.upperAt(index);
    if (this.verb === 'ALTER' && this.isBareAlter(index)) return true;
    switch (word) {
      case 'WITH':
        return !this.startsCte(index) || (this.verb === 'INSERT' && !this.sawQuery);
      case 'SET':
        return (this.verb === 'UPDATE' && !this.sawSet) || isRoutine || this.isDoUpdate(index);
      case 'INSERT':
        return this.isFromFirst || this.isOpenWith;
      case 'MERGE':
      case 'DELETE':
      case 'UPDATE':
        return this.isOpenWith;
      case 'SELECT':
        return this.isOpenWith || (this.verb === 'INSERT' && !this.sawQuery);
      case 'EXEC':
      case 'EXECUTE':
        return this.verb === 'INSERT' && !this.sawQuery;
      case 'USE':
        return this.tokens.upperAt(index + 1) === 'INDEX' || this.tokens.upperAt(index + 1) === 'KEY';
      default:
        return false;
    }
  }

  /** `WITH a AS (…)` without what it is for. */
  private get isOpenWith(): boolean {
    return this.verb === 'WITH' && !this.sawQuery && !this.isFromFirst;
  }

  private isIncompleteBefore(index: number): boolean {
    const kind = this.tokens.kindAt(index - 1);
    const last = this.tokens.upperAt(index - 1);
    if (kind === tokenKinds.word) return openWords.has(last);
    return kind === tokenKinds.symbol && !')]}*'.includes(last);
  }

  /** `ON CONFLICT … DO UPDATE` and `WHEN MATCHED THEN UPDATE` end in an open word; `UPDATE t` inside a MERGE does not. */
  private isDoUpdate(index: number): boolean {
    return this.verb === 'MERGE' && this.tokens.upperAt(index - 1) === 'UPDATE';
  }

  /** `WITH [RECURSIVE] name [(…)] AS [NOT] [MATERIALIZED] (`. */
  private startsCte(index: number): boolean {
    const { tokens } = this;
    let at = index + 1;
    if (tokens.upperAt(at) === 'RECURSIVE') at++;
    if (tokens.kindAt(at) === tokenKinds.symbol) return false;
    at++;
    if (tokens.upperAt(at) === '(') {
      while (at < tokens.count && tokens.upperAt(at) !== ')') at++;
      at++;
    }
    if (tokens.upperAt(at) !== 'AS') return false;
    at++;
    if (tokens.upperAt(at) === 'NOT') at++;
    if (tokens.upperAt(at) === 'MATERIALIZED') at++;
    return tokens.upperAt(at) === '(';
  }

  /** `ALTER TABLE [IF EXISTS] [ONLY] name` and nothing more, or `… ALTER [COLUMN] name`. */
  private isBareAlter(index: number): boolean {
    const { tokens } = this;
    const beforeLast = tokens.upperAt(index - 2);
    if (index - 2 > this.from && (beforeLast === 'COLUMN' || beforeLast === 'ALTER')) return true;
    let at = this.from + 1;
    while (alterKinds.has(tokens.upperAt(at)) && at < index) at++;
    at++;
    while (tokens.upperAt(at) === '.' && at < index) at += 2;
    return at >= index;
  }
}
