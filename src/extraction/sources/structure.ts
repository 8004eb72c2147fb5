/** Structured sources that are refused whatever reads them: entities and documents that nest too deeply. */
import type { SourceKind } from '../../generated/graphql.js';
import { jsonDepth, MAX_JSON_DEPTH } from '../../json-depth.js';

/** What is wrong with the structure of an XML or JSON source; null when nothing is. */
export function structureProblem(kind: SourceKind, text: string): string | null {
  if (kind === 'CONTROLM_XML') {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return 'XML with a document type or entities is refused';
    return xmlDepth(text) > MAX_JSON_DEPTH ? tooDeep : null;
  }
  return jsonDepth(text, MAX_JSON_DEPTH) > MAX_JSON_DEPTH ? tooDeep : null;
}

const tooDeep = `the document nests deeper than ${MAX_JSON_DEPTH} levels`;

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
