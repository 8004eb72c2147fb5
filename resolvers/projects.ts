/** Projects named by arguments: the same answer for a project that is not there and for one the caller may not see. */
import { loadNode } from '../src/catalog/index.js';
import { badUserInput, notFound } from '../src/errors.js';
import { isProjectName, projectId, projectName } from '../src/graph/index.js';
import type { RequestContext } from '../src/server/context.js';

/** Id of a project given by id or name. Errors: BAD_USER_INPUT for what no project is called. */
export function askedProject(project: string): string {
  if (!isProjectName(projectName(project)))
    throw badUserInput('project', 'the id or name of a project, such as project:acme', project);
  return projectId(project);
}

/** NOT_FOUND unless the caller reads a project of this id. */
export async function assertProject(context: RequestContext, project: string): Promise<void> {
  if ((await loadNode(context, project)) === null) throw notFound('project', project);
}

/** What was read of a project. Where nothing was, NOT_FOUND unless the project is there: no full page pays for it. */
export async function ofProject<T>(
  context: RequestContext,
  project: string,
  read: Promise<T>,
  isEmpty: (found: T) => boolean,
): Promise<T> {
  const found = await read;
  if (isEmpty(found)) await assertProject(context, project);
  return found;
}

/** A page of a project's list. */
export function pageOfProject<T extends { readonly edges: readonly unknown[] }>(
  context: RequestContext,
  project: string,
  page: Promise<T>,
): Promise<T> {
  return ofProject(context, project, page, ({ edges }) => edges.length === 0);
}
