/** A command line as the words of its single commands. */

/** One command of a line; a quoted part belongs to its word, without the quotes. */
export type Command = readonly string[];

/**
 * Splits at `;`, `|`, `&`, line ends and parentheses outside of quotes. A backslash before a quote, a blank or
 * itself takes what follows as it is, and stays before all else, as paths of Windows have it. A quote that is
 * not closed runs to the end.
 */
export function commandsOf(line: string): readonly Command[] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | null = null;
  const endWord = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (character === '"' || character === "'") {
      const close = closingQuote(line, at);
      word = (word ?? '') + line.slice(at + 1, close).replaceAll(`\\${character}`, character);
      at = close;
    } else if (character === '\\' && /["'\s\\]/.test(next)) {
      word = (word ?? '') + next;
      at++;
    } else if (/[;|&()\r\n]/.test(character)) endCommand();
    else if (/\s/.test(character)) endWord();
    else word = (word ?? '') + character;
  }
  endCommand();
  return commands;
}

function closingQuote(line: string, start: number): number {
  const quote = line.charAt(start);
  for (let at = line.indexOf(quote, start + 1); at !== -1; at = line.indexOf(quote, at + 1))
    if (line.charAt(at - 1) !== '\\') return at;
  return line.length;
}
