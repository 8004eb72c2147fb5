/** Fenced blocks of a Markdown page, for tests that run what the documentation shows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/paths.js';

export interface Block {
  readonly language: string;
  readonly text: string;
  /** Heading above the block. */
  readonly heading: string;
  /** Offsets of the text in the page. */
  readonly start: number;
  readonly end: number;
}

export function readPage(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8');
}

/** All fenced blocks with a language, in order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const match of page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    const start = (match.index ?? 0) + 4 + (match[1] ?? '').length;
    const text = match[2] ?? '';
    const headings = page.slice(0, match.index).match(/^#+ .*$/gm);
    blocks.push({
      language: match[1] ?? '',
      text,
      heading: headings?.at(-1) ?? '',
      start,
      end: start + text.length,
    });
  }
  return blocks;
}
