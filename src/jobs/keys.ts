/** Keys of folders and jobs: what their ids say after `<project>/<server>/`. */

/** Names from the outermost folder inwards; `~n` marks the n-th folder of one path. */
export function folderKey(path: readonly string[], ordinal = 1): string {
  return `${path.map(encoded).join('/')}${repeated(ordinal)}`;
}

/** `ordinal` counts the jobs of one name in one folder, from 1. */
export function jobKey(folder: string, name: string, ordinal: number): string {
  return `${folder}/${encoded(name)}${repeated(ordinal)}`;
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** As the parts of all ids: letters, digits, `_`, `-` and `.` stay; lone surrogates become U+FFFD. */
export function encoded(part: string): string {
  return encodeURIComponent(part.replace(LONE_SURROGATE, '\uFFFD')).replace(
    /[!~*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function repeated(ordinal: number): string {
  return ordinal > 1 ? `~${ordinal}` : '';
}

/** Total order of strings by UTF-16 unit, the same on every machine. */
export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
