/** Names that a routine gives to values: its parameters, and what it declares or loops over. */
import type { Name, RoutineNames } from '../../lineage/tree.js';
import { unquote } from './names.js';
import { type Tokens, tokenKinds } from './tokens.js';

/** Some tokens of a text. */
export interface TokenRange {
  readonly tokens: Tokens;
  readonly from: number;
  readonly to: number;
}

interface Header {
  readonly name: Name | null;
  readonly parameters: readonly Name[];
  readonly variables: readonly Name[];
  /** Index after it. */
  readonly end: number;
}

/** `statement` is the whole CREATE or DO; `body` what it runs, perhaps out of a string of it. */
export function routineNames(statement: TokenRange, body: TokenRange): RoutineNames {
  const header = readHeader(statement);
  const from = body.tokens === statement.tokens ? Math.max(body.from, header.end) : body.from;
  const variables = [...header.variables, ...declaredNames({ ...body, from })];
  return { name: header.name, parameters: header.parameters, variables };
}

const headerKinds = new Set(['PROCEDURE', 'PROC', 'FUNCTION']);

function readHeader({ tokens, from, to }: TokenRange): Header {
  let at = from;
  while (at < to && !headerKinds.has(tokens.upperAt(at)) && tokens.upperAt(at) !== '(') at++;
  if (!headerKinds.has(tokens.upperAt(at))) return { name: null, parameters: [], variables: [], end: from };
  at++;
  if (tokens.upperAt(at) === 'IF') at += 3;
  while (tokens.upperAt(at + 1) === '.') at += 2;
  const name = nameAt(tokens, at);
  at++;
  if (tokens.upperAt(at) !== '(') return { name, parameters: [], variables: [], end: at };
  const close = closing(tokens, at, to);
  const parameters: Name[] = [];
  const variables: Name[] = [];
  for (const item of items(tokens, at + 1, close)) {
    const found = parameterIn(tokens, item);
    if (found !== null) (found.isOutput ? variables : parameters).push(found.name);
  }
  variables.push(...returned(tokens, close + 1, to));
  return { name, parameters, variables, end: close + 1 };
}

const inputModes = new Set(['IN', 'INOUT', 'VARIADIC']);
const modes = new Set([...inputModes, 'OUT', 'NOCOPY']);

/** `[mode] name [mode] type`; null for a type alone, and for T-SQL's `@name`, which is a parameter by its mark. */
function parameterIn(
  tokens: Tokens,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly name: Name; readonly isOutput: boolean } | null {
  let [hasIn, hasOut] = [false, false];
  let name: Name | null = null;
  let at = from;
  for (; at < to; at++) {
    const word = tokens.upperAt(at);
    if (modes.has(word)) {
      hasIn ||= inputModes.has(word);
      hasOut ||= word === 'OUT';
    } else if (name === null) {
      name = nameAt(tokens, at);
      if (name === null) return null;
    } else break;
  }
  return name === null || at === to ? null : { name, isOutput: hasOut && !hasIn };
}

/** `RETURNS TABLE (a int, b text)`, and the rows that a trigger function is called with. */
function returned(tokens: Tokens, from: number, to: number): readonly Name[] {
  if (tokens.upperAt(from) !== 'RETURNS') return [];
  if (tokens.upperAt(from + 1) === 'TRIGGER') return ['NEW', 'OLD'].map((text) => ({ text, quoted: false }));
  if (tokens.upperAt(from + 1) !== 'TABLE' || tokens.upperAt(from + 2) !== '(') return [];
  return items(tokens, from + 3, closing(tokens, from + 2, to)).flatMap(
    (item) => nameAt(tokens, item.from) ?? [],
  );
}

/** Words that begin a statement, so that no declaration does. */
const statementWords = new Set(
  (
    'BEGIN END SELECT INSERT UPDATE DELETE MERGE WITH CREATE DROP ALTER TRUNCATE REPLACE SET IF CASE FOR WHILE LOOP REPEAT ' +
    'OPEN FETCH CLOSE CALL EXEC EXECUTE PERFORM RETURN RAISE COMMIT ROLLBACK PRINT VALUES TABLE AS'
  ).split(' '),
);
/** Declarations of what is no value. */
const otherDeclarations = new Set([
  'TYPE',
  'SUBTYPE',
  'PRAGMA',
  'PROCEDURE',
  'FUNCTION',
  'CONTINUE',
  'EXIT',
  'UNDO',
]);

/** Behind its name: what is declared holds no value. */
const noValues = new Set(['CURSOR', 'CONDITION']);

/** Names behind DECLARE, AS and IS, LET and FOR. */
function declaredNames({ tokens, from, to }: TokenRange): readonly Name[] {
  const found: Name[] = [];
  for (let index = from; index < to; index++) {
    const word = tokens.upperAt(index);
    if (word === 'FOR' && tokens.upperAt(index + 2) === 'IN') push(found, nameAt(tokens, index + 1));
    else if (word === 'LET') push(found, nameAt(tokens, index + 1));
    else if (word === 'DECLARE' || (isFirstWord(tokens, from, index) && (word === 'AS' || word === 'IS')))
      index = declarations(tokens, index + 1, to, found) - 1;
  }
  return found;
}

const bodyWords = new Set(['AS', 'IS', 'BEGIN', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** Whether the word opens the body: no other that does stands before it. */
function isFirstWord(tokens: Tokens, from: number, index: number): boolean {
  for (let at = from; at < index; at++) if (bodyWords.has(tokens.upperAt(at))) return false;
  return true;
}

/** Declarations, one after the other, up to a statement. @returns the index of what follows them. */
function declarations(tokens: Tokens, from: number, to: number, found: Name[]): number {
  let at = from;
  while (at < to && !statementWords.has(tokens.upperAt(at)) && tokens.upperAt(at) !== 'DECLARE') {
    let name = at + (tokens.upperAt(at) === 'CURSOR' ? 1 : 0);
    const isOther = otherDeclarations.has(tokens.upperAt(at)) || noValues.has(tokens.upperAt(name + 1));
    if (nameAt(tokens, name) === null) return name;
    if (!isOther) push(found, nameAt(tokens, name));
    for (; !isOther && tokens.upperAt(name + 1) === ','; name += 2) push(found, nameAt(tokens, name + 2));
    at = name + 1;
    while (at < to && tokens.upperAt(at) !== ';') at++;
    at++;
  }
  return at;
}

function push(found: Name[], name: Name | null): void {
  if (name !== null) found.push(name);
}

function nameAt(tokens: Tokens, index: number): Name | null {
  const kind = tokens.kindAt(index);
  if (kind === tokenKinds.word) return { text: tokens.textAt(index), quoted: false };
  return kind === tokenKinds.quotedName ? { text: unquote(tokens.textAt(index)), quoted: true } : null;
}

/** Index of the `)` of the `(` at `open`. */
function closing(tokens: Tokens, open: number, to: number): number {
  let depth = 0;
  for (let at = open; at < to; at++) {
    if (tokens.upperAt(at) === '(') depth++;
    else if (tokens.upperAt(at) === ')' && --depth === 0) return at;
  }
  return to;
}

/** What commas part between `from` and `to`. */
function items(tokens: Tokens, from: number, to: number): readonly { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let start = from;
  for (let at = from, depth = 0; at <= to; at++) {
    const word = at === to ? ',' : tokens.upperAt(at);
    if (word === '(' || word === '[') depth++;
    else if (word === ')' || word === ']') depth--;
    else if (word === ',' && (depth === 0 || at === to)) {
      if (at > start) found.push({ from: start, to: at });
      start = at + 1;
    }
  }
  return found;
}
