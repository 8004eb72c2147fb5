/** Where a procedure, trigger or anonymous block ends: `;` inside BEGIN … END ends nothing. */
import type { Dialect } from '../../catalog/vocabulary.js';
import { type Tokens, tokenKinds } from './tokens.js';

const routineKinds = new Set(['PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'PACKAGE', 'EVENT']);
const beforeKind = new Set(
  'OR REPLACE ALTER EDITIONABLE NONEDITIONABLE TEMP TEMPORARY CONSTRAINT AGGREGATE DEFINER SECURE'.split(' '),
);
const loopEnds = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);
const transactionWords = new Set([
  'TRAN',
  'TRANSACTION',
  'WORK',
  ';',
  'ISOLATION',
  'READ',
  'DEFERRED',
  'IMMEDIATE',
  'EXCLUSIVE',
  '',
]);

export class RoutineState {
  private readonly tokens: Tokens;
  private readonly dialect: Dialect;
  /** CREATE PROCEDURE and its like. */
  isRoutine = false;
  private mayBlock = false;
  private depth = 0;
  private sawBlock = false;
  private sawTextBody = false;
  /** The body declares before BEGIN (`AS x NUMBER; BEGIN`), so that `;` ends nothing until the block did. */
  private awaitsBlock = false;

  constructor(tokens: Tokens, dialect: Dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  begin(index: number): void {
    this.isRoutine = this.startsRoutine(index);
    this.depth = 0;
    this.sawBlock = false;
    this.sawTextBody = false;
    const word = this.tokens.upperAt(index);
    const isBlock = this.startsBlock(index);
    this.mayBlock = this.isRoutine || isBlock || word === 'IF' || word === 'WHILE';
    this.awaitsBlock = word === 'DECLARE' && isBlock;
  }

  private startsRoutine(index: number): boolean {
    const { tokens } = this;
    const first = tokens.upperAt(index);
    if (first !== 'CREATE' && first !== 'ALTER') return false;
    for (let at = index + 1; at < index + 14; at++) {
      const word = tokens.upperAt(at);
      if (routineKinds.has(word)) return true;
      const isOption =
        word === '=' || word === '@' || tokens.upperAt(at - 1) === '=' || tokens.upperAt(at - 1) === '@';
      if (!beforeKind.has(word) && !isOption && tokens.kindAt(at) !== tokenKinds.parameter) return false;
    }
    return false;
  }

  private startsBlock(index: number): boolean {
    const { tokens, dialect } = this;
    const word = tokens.upperAt(index);
    const next = tokens.upperAt(index + 1);
    if (word === 'BEGIN') return !transactionWords.has(next) && tokens.kindAt(index + 1) === tokenKinds.word;
    const declares = dialect === 'ORACLE' || dialect === 'SNOWFLAKE';
    return word === 'DECLARE' && declares && tokens.kindAt(index + 1) !== tokenKinds.parameter;
  }

  track(index: number): void {
    if (!this.mayBlock) return;
    const { tokens } = this;
    const kind = tokens.kindAt(index);
    if (kind === tokenKinds.string && tokens.upperAt(index - 1) === 'AS') this.sawTextBody = true;
    if (kind !== tokenKinds.word) return;
    const word = tokens.upperAt(index);
    if (word === 'BEGIN') this.beginWord(index);
    else if (word === 'CASE' && this.depth > 0 && tokens.upperAt(index - 1) !== 'END') this.depth++;
    else if (word === 'END' && this.depth > 0 && !loopEnds.has(tokens.upperAt(index + 1))) this.depth--;
    else if ((word === 'AS' || word === 'IS') && this.isRoutine && this.depth === 0) this.bodyWord(index);
  }

  private beginWord(index: number): void {
    const next = this.tokens.upperAt(index + 1);
    if (next === 'TRAN' || next === 'TRANSACTION') return;
    this.depth++;
    this.sawBlock = true;
    this.awaitsBlock = false;
  }

  /** AS of a routine: declarations may follow it. */
  private bodyWord(index: number): void {
    const next = this.tokens.upperAt(index + 1);
    if (this.sawBlock || this.tokens.kindAt(index + 1) === tokenKinds.string) return;
    const declares = this.dialect === 'ORACLE' || this.dialect === 'TSQL' || next === 'DECLARE';
    if (declares) this.awaitsBlock = true;
  }

  /** Whether statements inside must not be cut off. */
  get isOpen(): boolean {
    return this.depth > 0 || this.awaitsBlock || (this.isRoutine && !this.sawBlock && !this.sawTextBody);
  }

  endsAtSemicolon(_index: number): boolean {
    return this.depth === 0 && !this.awaitsBlock;
  }
}
