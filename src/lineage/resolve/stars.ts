/** Stars: `*` and `t.*` with EXCEPT, REPLACE and RENAME, in the order SQL gives; over an unknown table one `*`. */
import type { Name, Projection } from '../tree.js';
import type { StatementContext } from './context.js';
import { type FromItem, visibleOutputs } from './from-item.js';
import { referredFlow, resolveColumn } from './names.js';
import type { Output } from './relation.js';
import { answersTo, answersToTable, type Scope } from './scope.js';
import { typeOf } from './types.js';

type Star = Extract<Projection, { kind: 'star' }>;

export function expandStar(
  context: StatementContext,
  star: Star,
  scope: Scope,
  items: readonly FromItem[],
): readonly Output[] {
  const except = new Set(star.except.map((name) => context.keyOf(name)));
  const replace = new Map(star.replace.map((each) => [context.keyOf(each.alias), each.expression]));
  const rename = new Map(star.rename.map((each) => [context.keyOf(each.from), each.to]));
  const outputs: Output[] = [];
  for (const output of starSources(context, star, scope, items)) {
    if (except.has(output.key)) continue;
    const replacement = replace.get(output.key);
    const to = rename.get(output.key);
    if (replacement !== undefined) {
      const made = context.expression(replacement, scope);
      const { flow, typeKey, typeReason } = made;
      outputs.push({
        ...listed(output, star),
        flow,
        typeKey,
        typeReason,
        definition: replacement,
        ways: undefined,
      });
    } else outputs.push(named(context, passedOn(context, output, star), to));
  }
  return outputs;
}

function named(context: StatementContext, output: Output, to: Name | undefined): Output {
  return to === undefined ? output : { ...output, name: context.outputName(to), key: context.keyOf(to) };
}

const noBases: Output['bases'] = [];

function listed(output: Output, star: Star, flow: Output['flow'] = output.flow): Output {
  const { name, key, typeKey, typeReason, definition, ways, isStar } = output;
  return {
    name,
    key,
    flow,
    typeKey,
    typeReason,
    definition,
    ways,
    position: star,
    bases: noBases,
    isStar,
  };
}

/** An output as the star lists it. The star over an unknown table is reported where it stands. */
function passedOn(context: StatementContext, output: Output, star: Star): Output {
  if (!output.isStar) return listed(output, star, referredFlow(context, output, star));
  if (output.bases.length === 0) return listed(output, star);
  const problem = context.problem('STAR_OVER_UNKNOWN', star);
  const { inputs, problems } = output.flow;
  const placed = inputs.map((input) => ({ ...input, start: star.start, end: star.end }));
  return listed(output, star, { inputs: placed, problems: [...problems, problem] });
}

function starSources(
  context: StatementContext,
  star: Star,
  scope: Scope,
  items: readonly FromItem[],
): readonly Output[] {
  if (star.qualifier.length === 0) return items.flatMap(visibleOutputs);
  const qualifier = star.qualifier.map((part) => context.keyOf(part));
  for (const matches of [answersTo, answersToTable])
    for (let level: Scope | null = scope; level !== null; level = level.parent) {
      const source = level.sources.find((each) => matches(each, qualifier));
      if (source !== undefined) return source.relation.outputs;
    }
  return structFields(context, star, scope);
}

/** `column.*`: the fields of a struct column. */
function structFields(context: StatementContext, star: Star, scope: Scope): readonly Output[] {
  const owner = resolveColumn(context, scope, { parts: star.qualifier, start: star.start, end: star.end });
  const common = {
    flow: owner.flow,
    definition: { start: star.start, end: star.end },
    position: star,
    bases: [],
    typeReason: 'a field of an unknown type',
  };
  const fields = owner.typeKey === null ? null : typeOf(owner.typeKey)?.fields;
  if (fields === null || fields === undefined)
    return [{ ...common, name: '*', key: '*', typeKey: null, isStar: true }];
  return fields.map((field, index) => {
    const name = field.name ?? `_${index}`;
    return {
      ...common,
      name,
      key: context.keyOf({ text: name, quoted: false }),
      typeKey: null,
      isStar: false,
    };
  });
}
