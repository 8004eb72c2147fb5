/** Structured sources that are refused whatever reads them: entities and documents that nest too deeply. */
import type { SourceKind } from '../../generated/graphql.js';

const maximumDepth = 64;

/** What is wrong with the structure of an XML or JSON source; null when nothing is. */
export function structureProblem(kind: SourceKind, text: string): string | null {
  if (kind === 'CONTROLM_XML') {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return 'XML with a document type or entities is refused';
    return xmlDepth(text) > maximumDepth ? tooDeep : null;
  }
  return jsonDepth(text) > maximumDepth ? tooDeep : null;
}

const tooDeep = `the document nests deeper than ${maximumDepth} levels`;

/** Greatest nesting of elements; comments, instructions and CDATA do not count. */
function xmlDepth(text: string): number {
  const tags = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)[^\s/>!?][^>]*?(\/?)>/g;
  let [depth, deepest] = [0, 0];
  for (const [tag, closing, empty] of text.matchAll(tags)) {
    if (tag.startsWith('<!') || tag.startsWith('<?') || empty === '/') continue;
    depth += closing === '/' ? -1 : 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** Greatest nesting of arrays and objects outside of texts. */
function jsonDepth(text: string): number {
  let [depth, deepest] = [0, 0];
  let isText = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (isText) {
      if (character === '\\') i += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
