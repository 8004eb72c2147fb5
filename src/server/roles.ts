/** Roles of a principal: each includes the ones before it; `*` stands for every project. */
import type { Role } from '../generated/graphql.js';
import { isProjectName, projectName, projectOf } from '../graph/index.js';
import type { Principal } from './context.js';

const order: readonly Role[] = ['READER', 'CURATOR', 'OPERATOR', 'ADMIN'];

export function isRole(text: string): text is Role {
  return (order as readonly string[]).includes(text);
}

export function includesRole(held: Role | undefined, needed: Role): boolean {
  return held !== undefined && order.indexOf(held) >= order.indexOf(needed);
}

/** Whether the role is held in the project of this bare name. */
export function holdsRole(principal: Principal, needed: Role, project: string): boolean {
  return includesRole(principal.roles.get('*'), needed) || includesRole(principal.roles.get(project), needed);
}

/** Whether the role is held for all projects. */
export function holdsRoleEverywhere(principal: Principal, needed: Role): boolean {
  return includesRole(principal.roles.get('*'), needed);
}

/** Whether the role is held in at least one project. */
export function holdsRoleSomewhere(principal: Principal, needed: Role): boolean {
  return [...principal.roles.values()].some((held) => includesRole(held, needed));
}

/** Ids of the projects the principal may read; null = all. */
export function readableProjects(principal: Principal): readonly string[] | null {
  if (principal.roles.has('*')) return null;
  return [...principal.roles.keys()].map((name) => `project:${name}`).sort();
}

/** Bare name of the project of a project id, a bare name or any URN; null when it names none. */
export function projectNameOf(value: string): string | null {
  const name = projectName(value);
  if (isProjectName(name)) return name;
  const project = value.startsWith('project:') ? null : projectOf(value);
  return project === null ? null : projectName(project);
}
