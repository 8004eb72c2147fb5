/** Template variables where they stand in SQL text. */
import type { VariableUse } from './tokens.js';

const template = /\$\{([^}\r\n]*)\}|\{\{([^}\r\n]*)\}\}|\$\(([A-Za-z_]\w*)\)/y;
const schemaVariable = /@([A-Za-z_]\w*)(?=\s*\.\s*["'`[\w@$])/y;
const colonVariable = /:([A-Za-z_]\w*)(?=\.["`[A-Za-z_@$])/y;

/** `${x}`, `{{ x }}` or `$(x)` at `position`. */
export function templateAt(text: string, position: number): VariableUse | null {
  template.lastIndex = position;
  const match = template.exec(text);
  if (match === null) return null;
  const name = (match[1] ?? match[2] ?? match[3] ?? '').trim();
  return { name, start: position, end: position + match[0].length, insideString: false };
}

/** Name of the `@schema` before a dot, as parameterised scripts write it. */
export function schemaVariableAt(text: string, position: number): string | null {
  schemaVariable.lastIndex = position;
  return schemaVariable.exec(text)?.[1] ?? null;
}

/** Name of the `:schema` before a dot. */
export function colonVariableAt(text: string, position: number): string | null {
  colonVariable.lastIndex = position;
  return colonVariable.exec(text)?.[1] ?? null;
}
