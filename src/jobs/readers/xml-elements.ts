/** XML as elements with positions; the one module that knows the SAX parser. */

import { SaxesParser } from 'saxes';
import type { Refusal } from '../definitions.js';
import { MAX_DEPTH } from '../limits.js';

export interface XmlElement {
  /** In upper case, without a namespace's prefix. */
  readonly name: string;
  /** By upper-case name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Offset of its `<`. */
  readonly offset: number;
}

/** What a reader does with the containers of a document and with what lies in them. */
export interface XmlVisitor {
  /** Elements entered one by one; all others arrive whole at `element`. */
  readonly isContainer: (name: string) => boolean;
  readonly open: (container: XmlElement) => void;
  readonly close: (container: XmlElement) => void;
  readonly element: (element: XmlElement) => void;
}

/** Why a document is refused, and where; thrown by `visitXml`. */
export class XmlRefusal extends Error {
  readonly code: Refusal['code'];
  readonly offset: number;

  constructor(code: Refusal['code'], message: string, offset: number) {
    super(message);
    this.name = 'XmlRefusal';
    this.code = code;
    this.offset = offset;
  }
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
}

/**
 * Walks a document: memory is that of the deepest element that is no container. Throws `XmlRefusal` for what
 * is not well-formed, nests too deeply or declares a document type (and with it every entity).
 */
export function visitXml(text: string, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: false });
  const open: OpenElement[] = [];
  let start = 0;
  parser.on('error', (error) => {
    throw new XmlRefusal('SOURCE_MALFORMED', plainMessage(error.message), Math.max(0, parser.position - 1));
  });
  parser.on('doctype', () => {
    const offset = Math.max(0, text.lastIndexOf('<!DOCTYPE', parser.position));
    throw new XmlRefusal('ENTITY_REFUSED', 'XML with a document type or entities is refused', offset);
  });
  parser.on('opentagstart', () => {
    start = Math.max(0, text.lastIndexOf('<', parser.position - 2));
    if (open.length === MAX_DEPTH)
      throw new XmlRefusal('TOO_DEEP', `the document nests deeper than ${MAX_DEPTH} levels`, start);
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map<string, string>();
    for (const [key, value] of Object.entries(tag.attributes)) attributes.set(upper(key), value);
    const element: OpenElement = { name: upper(tag.name), attributes, children: [], offset: start };
    open.push(element);
    if (isEntered(open.length, element, visitor, open)) visitor.open(element);
  });
  parser.on('closetag', () => {
    const depth = open.length;
    const element = open[depth - 1];
    if (element === undefined) return;
    if (isEntered(depth, element, visitor, open)) visitor.close(element);
    else {
      const parent = open[depth - 2];
      if (parent !== undefined && !isEntered(depth - 1, parent, visitor, open)) parent.children.push(element);
      else visitor.element(element);
    }
    open.pop();
  });
  parser.write(text).close();
}

/** A container counts as one only where all around it are. */
function isEntered(
  depth: number,
  element: XmlElement,
  visitor: XmlVisitor,
  open: readonly XmlElement[],
): boolean {
  if (!visitor.isContainer(element.name)) return false;
  for (let outer = 0; outer < depth - 1; outer++)
    if (!visitor.isContainer(open[outer]?.name ?? '')) return false;
  return true;
}

function upper(name: string): string {
  return name.slice(name.indexOf(':') + 1).toUpperCase();
}

/** The parser puts its own line and column before its messages; ours are counted from the text. */
function plainMessage(message: string): string {
  return message.replace(/^\d+:\d+:\s*/, '');
}
