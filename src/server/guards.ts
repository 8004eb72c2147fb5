/**
 * What the schema's directives and the request's signal add to resolvers: `@sensitive`, `@requires` whose
 * project stands on the parent, and the check that nobody works for a caller who has gone.
 */
import { getDirective, MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type ResponsePath,
} from 'graphql';
import { forbidden, SheafError } from '../errors.js';
import type { Role } from '../generated/graphql.js';
import type { RequestContext } from './context.js';
import type { Request } from './request-context.js';
import { isRole } from './roles.js';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;
type Config = GraphQLFieldConfig<unknown, RequestContext>;

export function guarded(schema: GraphQLSchema): GraphQLSchema {
  const roots = new Set([
    schema.getQueryType()?.name,
    schema.getMutationType()?.name,
    schema.getSubscriptionType()?.name,
  ]);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config: Config, _name, typeName) => {
      let resolve: Resolver | undefined = config.resolve;
      if (resolve !== undefined && resolve !== defaultFieldResolver) resolve = untilAborted(resolve);
      const rule = roots.has(typeName) ? null : parentRule(schema, config);
      if (rule !== null) resolve = requiring(resolve ?? defaultFieldResolver, rule);
      const sensitive = getDirective(schema, config, 'sensitive')?.[0];
      if (sensitive !== undefined)
        resolve = masking(resolve ?? defaultFieldResolver, roleOf(sensitive.role, 'CURATOR'));
      return resolve === config.resolve ? config : { ...config, resolve };
    },
  });
}

function untilAborted(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    if (context.signal.aborted) throw reasonOf(context.signal);
    return resolve(source, args, context, info);
  };
}

/** The error an aborted request answers with. */
export function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof SheafError
    ? signal.reason
    : new SheafError(
        'DEADLINE_EXCEEDED',
        'the request ended before its answer',
        {},
        { cause: signal.reason },
      );
}

interface ParentRule {
  readonly role: Role;
  readonly property: string;
}

function parentRule(schema: GraphQLSchema, config: Config): ParentRule | null {
  const returns = getNamedType(config.type);
  const directive =
    getDirective(schema, config, 'requires')?.[0] ??
    (isObjectType(returns) ? getDirective(schema, returns, 'requires')?.[0] : undefined);
  if (directive === undefined) return null;
  const property = typeof directive.project === 'string' ? directive.project : 'project';
  if ((property.split('.')[0] as string) in (config.args ?? {})) return null;
  return { role: roleOf(directive.role, 'READER'), property };
}

function requiring(resolve: Resolver, rule: ParentRule): Resolver {
  return (source, args, context, info) => {
    if (!holds(context, rule.role, projectOfParent(source, rule.property))) {
      throw forbidden(`${info.fieldName} needs the role ${rule.role}`, {
        field: info.fieldName,
        role: rule.role,
      });
    }
    return resolve(source, args, context, info);
  };
}

function masking(resolve: Resolver, role: Role): Resolver {
  return (source, args, context, info) => {
    if (holds(context, role, projectOfParent(source, 'project'))) return resolve(source, args, context, info);
    (context as Request).masked.push(pathOf(info));
    return null;
  };
}

function holds(context: RequestContext, role: Role, project: string): boolean {
  return context.hasRole(role, project);
}

/** The parent's project, else its URN: both name the project. '' names none: the role must be held everywhere. */
function projectOfParent(source: unknown, property: string): string {
  if (typeof source !== 'object' || source === null) return '';
  const members = source as Readonly<Record<string, unknown>>;
  for (const value of [members[property], members.id]) if (typeof value === 'string') return value;
  return '';
}

function pathOf(info: GraphQLResolveInfo): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step: ResponsePath | undefined = info.path; step !== undefined; step = step.prev)
    path.unshift(step.key);
  return path;
}

function roleOf(value: unknown, fallback: Role): Role {
  return typeof value === 'string' && isRole(value) ? value : fallback;
}
