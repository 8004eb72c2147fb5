/**
 * Which roles an operation needs: read once from the document, checked per request. `@requires` names
 * the argument that holds the project; a field whose project stands on its parent is guarded when it is
 * resolved (`guards.ts`).
 */
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { forbidden, notFound, type SheafError } from '../errors.js';
import type { Role } from '../generated/graphql.js';
import type { Principal } from './context.js';
import { holdsRole, holdsRoleEverywhere, holdsRoleSomewhere, isRole, projectNameOf } from './roles.js';

export interface Requirement {
  readonly role: Role;
  readonly field: string;
  readonly node: FieldNode;
  /** The argument that holds the project and the path to it inside; null when no argument holds one. */
  readonly holder: { readonly argument: GraphQLArgument; readonly path: readonly string[] } | null;
}

export interface FieldRule {
  readonly role: Role;
  /** Dot path to the project, in the arguments or on the parent. */
  readonly path: readonly string[];
}

/** The `@requires` of a field, else of the type it returns. */
export function ruleOf(field: GraphQLField<unknown, unknown>, returns: GraphQLNamedType): FieldRule | null {
  const own = field.astNode?.directives?.find((directive) => directive.name.value === 'requires');
  const inherited = returns.astNode?.directives?.find((directive) => directive.name.value === 'requires');
  const directive = own ?? inherited;
  if (directive === undefined) return null;
  return {
    role: roleArgument(directive, 'READER'),
    path: stringArgument(directive, 'project', 'project').split('.'),
  };
}

export function roleArgument(directive: DirectiveNode, fallback: Role): Role {
  const role = stringArgument(directive, 'role', fallback);
  if (!isRole(role)) throw new Error(`@${directive.name.value}(role: ${role}) names no role`);
  return role;
}

function stringArgument(directive: DirectiveNode, name: string, fallback: string): string {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value !== undefined && 'value' in value ? String(value.value) : fallback;
}

function holderOf(field: GraphQLField<unknown, unknown>, rule: FieldRule): Requirement['holder'] {
  const [name, ...path] = rule.path;
  const argument = field.args.find((candidate) => candidate.name === name);
  return argument === undefined ? null : { argument, path };
}

/** All requirements of a document that holds one operation and its fragments. */
export function requirementsOf(schema: GraphQLSchema, document: DocumentNode): readonly Requirement[] {
  const roots = new Set<GraphQLObjectType | null | undefined>([
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ]);
  const typeInfo = new TypeInfo(schema);
  const requirements: Requirement[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const field = typeInfo.getFieldDef();
        if (!field) return;
        const rule = ruleOf(field, getNamedType(field.type));
        if (rule === null) return;
        const holder = holderOf(field, rule);
        if (holder === null && !roots.has(typeInfo.getParentType() as GraphQLObjectType)) return;
        requirements.push({ role: rule.role, field: field.name, node, holder });
      },
    }),
  );
  return requirements;
}

/**
 * Throws FORBIDDEN for a field beyond the role, NOT_FOUND where the caller holds nothing in the project
 * named (whether it exists or not). A read by the URN of a node passes: the statement's own filter
 * answers it as if the node did not exist. `variables` are coerced, so that the project checked here is
 * the one the resolver gets: defaults filled in, a number made the id it stands for.
 */
export function authorise(
  requirements: readonly Requirement[],
  principal: Principal,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const requirement of requirements) {
    for (const project of projectsNamed(requirement, variables)) {
      const error = refusalFor(requirement, principal, project);
      if (error !== null) throw error;
    }
  }
}

function refusalFor(requirement: Requirement, principal: Principal, project: unknown): SheafError | null {
  const { role, field } = requirement;
  if (typeof project !== 'string') {
    const holds = role === 'READER' ? holdsRoleSomewhere : holdsRoleEverywhere;
    return holds(principal, role) ? null : beyond(field, role);
  }
  const name = projectNameOf(project);
  if (name === null)
    return holdsRoleEverywhere(principal, role) || role === 'READER' ? null : beyond(field, role);
  if (holdsRole(principal, role, name)) return null;
  // `input.name` names a project that need not exist: refusing it tells nothing.
  const isMade = requirement.holder?.path.at(-1) === 'name';
  if (isMade) return beyond(field, role, ` of project ${name} or of all projects`);
  if (holdsRole(principal, 'READER', name)) return beyond(field, role);
  const isUrn = project.includes('/');
  if (isUrn && role === 'READER') return null;
  return isUrn ? notFound('node', project) : notFound('project', `project:${name}`);
}

function beyond(field: string, role: Role, where = ''): SheafError {
  return forbidden(`${field} needs the role ${role}${where}`, { field, role });
}

/** The values at the requirement's path: one, several for a list, `[null]` where there is none. */
function projectsNamed(
  { holder, node }: Requirement,
  variables: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  if (holder === null) return [null];
  let value: unknown = argumentValue(holder.argument, node, variables);
  for (const member of holder.path) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : null;
  }
  if (Array.isArray(value)) return value.length === 0 ? [null] : value;
  return [value ?? null];
}

function argumentValue(
  argument: GraphQLArgument,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const given = node.arguments?.find((candidate) => candidate.name.value === argument.name)?.value;
  const value = valueFromAST(given, argument.type, variables);
  return value === undefined ? argument.defaultValue : value;
}
