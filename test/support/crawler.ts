/**
 * Documents that together read every field of a schema, made from the schema alone: for each object type
 * the shortest ways to it from a root field, each selecting all its leaves. A context added later is
 * crawled without a change here, as long as its arguments take what the pool holds.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Values for arguments, by the argument's name, else by its type; several make several documents. */
export interface ArgumentPool {
  readonly byName: Readonly<Record<string, readonly unknown[]>>;
  readonly byType: Readonly<Record<string, readonly unknown[]>>;
}

export interface Probe {
  /** `Query.node → Table.columns → …`, for messages. */
  readonly path: string;
  readonly document: string;
  readonly field: string;
}

interface Step {
  readonly type: GraphQLObjectType;
  /** Text around the selection of `type`: `{node(id:"…"){... on Table{` and its closing braces. */
  readonly open: string;
  readonly close: string;
  readonly path: string;
  readonly field: string;
  readonly depth: number;
}

/** Steps beyond this lead back to types that were read on the way. */
const MAX_DEPTH = 6;
const NEAR = 2;

/** One document for each root field, choice of arguments, and field that leads on to an object. */
export function probes(schema: GraphQLSchema, pool: ArgumentPool): readonly Probe[] {
  const root = schema.getQueryType();
  if (!root) return [];
  const found: Probe[] = [];
  const everywhere = new Set<string>();
  for (const field of Object.values(root.getFields())) {
    for (const call of calls(field, pool)) found.push(...below(schema, pool, field, call, everywhere));
  }
  return found;
}

/** Below one call of a root field: each type once near the root; far from it, the types no other call has read. */
function below(
  schema: GraphQLSchema,
  pool: ArgumentPool,
  field: GraphQLField<unknown, unknown>,
  call: string,
  everywhere: Set<string>,
): readonly Probe[] {
  const found: Probe[] = [];
  const seen = new Set<string>();
  const path = `Query.${call}`;
  if (isLeafType(getNamedType(field.type))) return [{ path, document: `{${call}}`, field: field.name }];
  let steps = into(schema, field, { open: `{${call}{`, close: '}}', path, field: field.name, depth: 1 });
  while (steps.length > 0) {
    const next: Step[] = [];
    for (const step of steps) {
      const isNear = step.depth <= NEAR;
      if (seen.has(step.type.name) || (!isNear && everywhere.has(step.type.name))) continue;
      seen.add(step.type.name);
      everywhere.add(step.type.name);
      found.push({
        path: step.path,
        document: `${step.open}${leaves(step.type, pool)}${step.close}`,
        field: step.field,
      });
      if (step.depth < MAX_DEPTH) next.push(...onward(schema, pool, step));
    }
    steps = next;
  }
  return found;
}

function onward(schema: GraphQLSchema, pool: ArgumentPool, step: Step): readonly Step[] {
  return Object.values(step.type.getFields()).flatMap((field) => {
    const [call] = calls(field, pool);
    if (call === undefined || isLeafType(getNamedType(field.type))) return [];
    return into(schema, field, {
      open: `${step.open}${call}{`,
      close: `}${step.close}`,
      path: `${step.path} → ${step.type.name}.${call}`,
      field: step.field,
      depth: step.depth + 1,
    });
  });
}

/** The object types behind a field: itself, or the members of an interface or union. */
function into(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  at: Omit<Step, 'type'>,
): readonly Step[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [{ ...at, type }];
  if (isLeafType(type) || isInputObjectType(type)) return [];
  return schema.getPossibleTypes(type).map((member) => ({
    ...at,
    type: member,
    open: `${at.open}${isInterfaceType(type) ? '__typename ' : ''}... on ${member.name}{`,
    close: `}${at.close}`,
    path: `${at.path} on ${member.name}`,
  }));
}

function leaves(type: GraphQLObjectType, pool: ArgumentPool): string {
  const names = Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .flatMap((field) => calls(field, pool).slice(0, 1));
  return ['__typename', ...names].join(' ');
}

/** The field with its required arguments filled in every way the pool offers, and optional named ones too. */
function calls(field: GraphQLField<unknown, unknown>, pool: ArgumentPool): readonly string[] {
  let filled: readonly string[][] = [[]];
  for (const argument of field.args) {
    const values = valuesFor(argument, pool);
    if (values === null) return [];
    if (values.length === 0) continue;
    filled = filled.flatMap((texts) => values.map((value) => [...texts, `${argument.name}:${value}`]));
  }
  return filled.map((texts) => (texts.length === 0 ? field.name : `${field.name}(${texts.join(',')})`));
}

/** Texts for an argument; empty when it may be left out, null when it is required and nothing fits. */
function valuesFor(argument: GraphQLArgument, pool: ArgumentPool): readonly string[] | null {
  const named = pool.byName[argument.name];
  if (named !== undefined) return named.map((value) => literal(value, argument.type));
  if (!isNonNullType(argument.type) || argument.defaultValue !== undefined) return [];
  const made = make(argument.type, pool);
  return made === null ? null : [made];
}

function make(type: GraphQLInputType, pool: ArgumentPool): string | null {
  if (isNonNullType(type)) return make(type.ofType, pool);
  if (isListType(type)) {
    const item = make(type.ofType, pool);
    return item === null ? null : `[${item}]`;
  }
  const pooled = pool.byType[type.name]?.[0];
  if (pooled !== undefined) return literal(pooled, type);
  if (isEnumType(type)) return type.getValues()[0]?.name ?? null;
  if (!isInputObjectType(type)) return null;
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  const texts = fields.map((field) => [field.name, make(field.type, pool)] as const);
  return texts.some(([, text]) => text === null)
    ? null
    : `{${texts.map(([name, text]) => `${name}:${text}`).join(',')}}`;
}

function literal(value: unknown, type: GraphQLInputType): string {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return `[${items.map((item) => literal(item, inner.ofType)).join(',')}]`;
  }
  return isEnumType(inner) ? String(value) : JSON.stringify(value);
}
