/**
 * The README's tour, run against the sample estate: every query gives the answer the page shows.
 * `UPDATE_TOUR=1 npx vitest run test/tour` writes the answers into the page.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/paths.js';
import { type Block, blocksOf, readPage } from '../support/documents.js';
import { testProject } from '../support/project.js';
import { loadSampleEstate, sampleEstate } from '../support/sample-estate.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Step {
  readonly heading: string;
  readonly documents: readonly string[];
  readonly answer: Block;
}

const page = readPage('README.md');
const steps = stepsOf(blocksOf(page.slice(0, page.indexOf('\n## Your own estate'))));

describe('the tour of the README', () => {
  let server: TestServer;
  let project: string;
  const answers: { block: Block; text: string }[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    project = (await testProject()).name;
    await loadSampleEstate(server, project);
  });
  afterAll(async () => {
    if (process.env.UPDATE_TOUR === '1') writeFileSync(join(packageRoot, 'README.md'), withAnswers(answers));
    await server.close();
  });

  it('has five queries and a subscription', () => {
    const kinds = steps.map(({ documents }) => /^\s*(\w+|\{)/.exec(documents[0] ?? '')?.[1]);
    expect(kinds).toEqual(['{', '{', '{', '{', '{', 'subscription']);
  });

  for (const step of steps) {
    it(step.heading.replace(/^#+ /, ''), async () => {
      const [first, second] = step.documents.map((text) => text.replaceAll(sampleEstate.project, project));
      const raw =
        second === undefined
          ? await server.data(first ?? '')
          : await firstEvents(server, first ?? '', second);
      const got = JSON.parse(JSON.stringify(raw).replaceAll(project, sampleEstate.project));
      answers.push({ block: step.answer, text: `${JSON.stringify(got, null, 2)}\n` });
      if (process.env.UPDATE_TOUR !== '1') expect(got).toEqual(JSON.parse(step.answer.text));
    });
  }
});

/** Runs the mutation and gives the payload that shows its change, subscribed from just before it. */
async function firstEvents(server: TestServer, subscription: string, mutation: string): Promise<unknown> {
  const { feedStatus } = await server.data('{ feedStatus { head } }');
  const fromHere = subscription.replace(/catalogChanged\(/, `catalogChanged(after: "${feedStatus.head}", `);
  await server.data(mutation);
  for await (const { data, errors } of server.subscribe(fromHere)) {
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    if (data.catalogChanged.events.length > 0) return data;
  }
  throw new Error('the subscription ended without a change');
}

function stepsOf(blocks: readonly Block[]): readonly Step[] {
  const byHeading = new Map<string, Block[]>();
  for (const block of blocks) {
    if (block.language !== 'graphql' && block.language !== 'json') continue;
    byHeading.set(block.heading, [...(byHeading.get(block.heading) ?? []), block]);
  }
  return [...byHeading].map(([heading, parts]) => {
    const answer = parts.find(({ language }) => language === 'json');
    if (answer === undefined) throw new Error(`${heading}: no answer in the README`);
    return { heading, documents: parts.filter((part) => part !== answer).map(({ text }) => text), answer };
  });
}

function withAnswers(answers: readonly { readonly block: Block; readonly text: string }[]): string {
  let updated = page;
  for (const { block, text } of [...answers].sort((a, b) => b.block.start - a.block.start)) {
    updated = updated.slice(0, block.start) + text + updated.slice(block.end);
  }
  return updated;
}
