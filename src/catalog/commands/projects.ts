/** Projects and systems: created once, found ever after, by the id their names make. */
import { badUserInput, conflict, notFound } from '../../errors.js';
import type { UpsertProjectInput, UpsertSystemInput } from '../../generated/graphql.js';
import { isProjectName, projectId, projectName, systemId } from '../../graph/index.js';
import type { Graph, NodeState, Properties, Unit } from '../../graph/types.js';
import { defaultCaseRule, foldName, plainPart } from '../naming.js';
import * as queries from '../queries.js';
import { tokensOf } from '../tokens.js';
import type { CaseRule, Dialect } from '../vocabulary.js';
import { holdSystem } from './hold-system.js';

export interface Written {
  readonly id: string;
  readonly cursor: string;
}

const maxName = 255;
const maxNamespaces = 50;

/** Errors: BAD_USER_INPUT for a name outside `[a-z0-9][a-z0-9_-]{0,62}`. */
export async function upsertProject(
  graph: Graph,
  actor: string,
  input: UpsertProjectInput,
): Promise<Written> {
  const name = projectName(input.name);
  if (!isProjectName(name))
    throw badUserInput('input.name', 'a name like [a-z0-9][a-z0-9_-]{0,62}', input.name);
  const id = projectId(name);
  const state: NodeState = {
    id,
    kind: 'Project',
    project: id,
    parentId: null,
    properties: { name, qualifiedName: name, tokens: [...tokensOf(name)] },
  };
  const { cursor } = await graph.unitOfWork(actor, 'upsertProject', (unit) => unit.upsertNodes([state]));
  return { id, cursor };
}

/**
 * Creates a system or changes it. Errors: NOT_FOUND for an unknown project, BAD_USER_INPUT for a name
 * that is empty or too long, CONFLICT when another case rule would change the id of a table or column, and for
 * another dialect or case rule while an extraction writes the system.
 */
export async function upsertSystem(graph: Graph, actor: string, input: UpsertSystemInput): Promise<Written> {
  const { name } = input;
  if (name.length === 0 || name.length > maxName)
    throw badUserInput('input.name', `1 to ${maxName} characters`, name);
  const namespaces = input.namespaces ?? null;
  if (namespaces !== null && namespaces.length > maxNamespaces) {
    throw badUserInput('input.namespaces', `at most ${maxNamespaces} names`, namespaces.length);
  }
  const project = projectId(input.project);
  const id = systemId(project, name);
  const { cursor } = await graph.unitOfWork(actor, 'upsertSystem', async (unit) => {
    await requireNode(unit, 'project', project);
    const stored = await storedNode(unit, id);
    const isSame =
      stored?.dialect === input.dialect && (input.caseRule ?? stored.caseRule) === stored.caseRule;
    if (stored !== null && !isSame) await holdSystem(unit, id);
    const caseRule = await checkedRule(unit, id, stored, input.dialect, input.caseRule ?? null);
    await unit.upsertNodes([
      {
        id,
        kind: 'System',
        project,
        parentId: project,
        properties: {
          name,
          qualifiedName: name,
          tokens: [...tokensOf(name)],
          dialect: input.dialect,
          caseRule,
          ...(namespaces === null && stored !== null ? {} : { namespaces: [...new Set(namespaces ?? [])] }),
        },
      },
    ]);
  });
  return { id, cursor };
}

/** The rule given, else the stored one, else the dialect's; a change must leave every id as it is. */
async function checkedRule(
  unit: Unit,
  id: string,
  stored: Properties | null,
  dialect: Dialect,
  given: CaseRule | null,
): Promise<CaseRule> {
  const present = stored?.caseRule as CaseRule | undefined;
  const rule =
    given ?? (present !== undefined && stored?.dialect === dialect ? present : defaultCaseRule(dialect));
  if (present === undefined || present === rule) return rule;
  for (const table of await unit.run(queries.systemColumns, { system: id })) {
    const names = [table.name, ...table.columns];
    const moved = names.find(
      (name) => foldName(plainPart(name), rule) !== foldName(plainPart(name), present),
    );
    if (moved !== undefined) {
      throw conflict(`case rule ${rule} would change the ids of ${table.id}`, {
        present,
        wanted: rule,
        id: table.id,
      });
    }
  }
  return rule;
}

/** NOT_FOUND unless the node exists. */
export async function requireNode(unit: Unit, kind: string, id: string): Promise<Properties> {
  const properties = await storedNode(unit, id);
  if (properties === null) throw notFound(kind, id);
  return properties;
}

async function storedNode(unit: Unit, id: string): Promise<Properties | null> {
  const [row] = await unit.run(queries.nodeForWrite, { ids: [id] });
  return row?.properties ?? null;
}
