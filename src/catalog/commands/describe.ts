/** `describe`: what people say of a node. Sources never overwrite it; they have properties of their own. */
import { badUserInput, limitExceeded, notFound } from '../../errors.js';
import type { DescribeInput } from '../../generated/graphql.js';
import { kindOfLabels, otherTableId, tagId } from '../../graph/index.js';
import type { EdgeKey, Graph, Properties, PropertyValue, Unit } from '../../graph/types.js';
import * as queries from '../queries.js';
import { typeOfKind } from '../reads/record.js';
import type { Written } from './projects.js';

const maxDescription = 16 * 1024;
const maxOwner = 255;
const maxLayer = 100;
const maxTags = 50;
const maxTag = 100;

/**
 * Describes a node. An absent member stays, null clears. Errors: NOT_FOUND for an unknown node,
 * BAD_USER_INPUT for a layer on what is no table, LIMIT_EXCEEDED for texts beyond their bounds.
 */
export async function describe(graph: Graph, actor: string, input: DescribeInput): Promise<Written> {
  checkBounds(input);
  const isTable = input.id.startsWith('table:') || input.id.startsWith('view:');
  const ids = isTable ? [input.id, otherTableId(input.id)] : [input.id];
  const { value, cursor } = await graph.unitOfWork(actor, 'describe', async (unit) => {
    // The tags that go are those that are there once nobody else can tag the node.
    await unit.lockNodes(ids);
    const [row] = await unit.run(queries.nodeForWrite, { ids });
    const kind = row === undefined ? null : kindOfLabels(row.labels).kind;
    if (row === undefined || kind === null || typeOfKind(kind) === null) throw notFound('node', input.id);
    if (input.layer !== undefined && typeOfKind(kind) !== 'Table') {
      throw badUserInput('input.layer', 'a table or view; other nodes have no layer', input.id);
    }
    const id = String(row.properties.id);
    const properties = changesOf(input);
    if (Object.keys(properties).length > 0) await unit.patchNodes([{ id, properties }]);
    if (input.tags !== null && input.tags !== undefined)
      await tag(unit, id, String(row.properties.project), input.tags, row.tags);
    if (input.tags === null) await tag(unit, id, String(row.properties.project), [], row.tags);
    return id;
  });
  return { id: value, cursor };
}

function changesOf(input: DescribeInput): Properties {
  const properties: Record<string, PropertyValue> = {};
  for (const member of ['description', 'owner', 'layer'] as const) {
    const value = input[member];
    if (value !== undefined) properties[member] = value === '' ? null : value;
  }
  return properties;
}

/** Makes the node's tags exactly these. A tag nobody carries any more stays: it may have a meaning of its own. */
async function tag(
  unit: Unit,
  id: string,
  project: string,
  names: readonly string[],
  present: readonly string[],
): Promise<void> {
  const wanted = new Map(names.map((name) => [tagId(project, name), name]));
  const edge = (target: string): EdgeKey => ({ source: id, type: 'TAGGED', target, discriminator: '' });
  await unit.deleteEdges(present.filter((target) => !wanted.has(target)).map(edge));
  await unit.upsertNodes(
    [...wanted].map(([tagUrn, name]) => ({
      id: tagUrn,
      kind: 'Tag',
      project,
      parentId: null,
      properties: { name },
    })),
  );
  await unit.upsertEdges(
    [...wanted.keys()].map((target) => ({
      ...edge(target),
      project,
      properties: { state: 'CONFIRMED', confidence: 1 },
    })),
  );
}

function checkBounds(input: DescribeInput): void {
  checkLength('input.description', input.description, maxDescription);
  checkLength('input.owner', input.owner, maxOwner);
  checkLength('input.layer', input.layer, maxLayer);
  const tags = input.tags ?? [];
  if (tags.length > maxTags) throw limitExceeded('input.tags', tags.length, maxTags);
  tags.forEach((name, i) => {
    if (name.trim() === '' || name.length > maxTag)
      throw badUserInput(`input.tags[${i}]`, `1 to ${maxTag} characters`, name);
  });
}

function checkLength(field: string, text: string | null | undefined, maximum: number): void {
  if (typeof text === 'string' && text.length > maximum) throw limitExceeded(field, text.length, maximum);
}
