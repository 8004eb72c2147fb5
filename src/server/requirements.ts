/**
 * Which roles an operation needs: read once from the document, checked per request. `@requires` names
 * the argument that holds the project; a field whose project stands on its parent is guarded when it is
 * resolved (`guards.ts`).
 */
import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  valueFromASTUntyped,
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
  /** Path to the project inside the arguments; null when no argument holds one. */
  readonly argumentPath: readonly string[] | null;
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

/** Whether an argument of the field holds the project. */
export function standsInArguments(field: GraphQLField<unknown, unknown>, rule: FieldRule): boolean {
  return field.args.some((argument) => argument.name === rule.path[0]);
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
        const fromArguments = standsInArguments(field, rule);
        if (!fromArguments && !roots.has(typeInfo.getParentType() as GraphQLObjectType)) return;
        requirements.push({
          role: rule.role,
          field: field.name,
          node,
          argumentPath: fromArguments ? rule.path : null,
        });
      },
    }),
  );
  return requirements;
}

/**
 * Throws FORBIDDEN for a field beyond the role, NOT_FOUND where the caller holds nothing in the project
 * named (whether it exists or not). A read by the URN of a node passes: the statement's own filter
 * answers it as if the node did not exist.
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
  if (holdsRole(principal, 'READER', name)) return beyond(field, role);
  const isUrn = project.includes('/');
  if (isUrn && role === 'READER') return null;
  return isUrn ? notFound('node', project) : notFound('project', `project:${name}`);
}

function beyond(field: string, role: Role): SheafError {
  return forbidden(`${field} needs the role ${role}`, { field, role });
}

/** The values at the requirement's path: one, several for a list, `[null]` where there is none. */
function projectsNamed(
  requirement: Requirement,
  variables: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  const [first, ...rest] = requirement.argumentPath ?? [];
  if (first === undefined) return [null];
  const argument = requirement.node.arguments?.find((node) => node.name.value === first);
  let value: unknown = argument === undefined ? null : givenValue(argument, variables);
  for (const member of rest) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : null;
  }
  if (Array.isArray(value)) return value.length === 0 ? [null] : value;
  return [value ?? null];
}

function givenValue(argument: ArgumentNode, variables: Readonly<Record<string, unknown>>): unknown {
  return valueFromASTUntyped(argument.value, variables);
}
