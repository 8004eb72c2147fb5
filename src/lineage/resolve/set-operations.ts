/** UNION, INTERSECT, EXCEPT: branches unite by ordinal, or by name; the first one names the columns. */
import type { Name, Query, SetOperation } from '../tree.js';
import { unitedWays } from './branches.js';
import type { StatementContext, Surroundings } from './context.js';
import { effects, FILTER, SORT, through, union } from './flow.js';
import { includeInfluences, influence, influences } from './influences.js';
import { derivedRelation, type Found, type Output, type Relation } from './relation.js';
import { makeScope } from './scope.js';
import { commonType } from './types.js';

export function setRelation(context: StatementContext, set: SetOperation, around: Surroundings): Relation {
  const queries = branchesOf(set);
  const branches = queries.map((query) => context.query(query, { ...around, depth: around.depth + 1 }));
  const made = influences();
  for (const branch of branches) includeInfluences(made, branch.influences);
  const [first, ...others] = branches;
  const united = first === undefined ? [] : unitedOutputs(context, set, first, others);
  if (set.operator === 'EXCEPT')
    for (const other of others) for (const output of other.outputs) influence(made, FILTER, output.flow);
  const baseTables = new Set(branches.flatMap((branch) => [...branch.baseTables]));
  const isOpen = branches.some((branch) => branch.isOpen);
  const guess = isOpen ? (name: Name, key: string) => guessed(branches, name, key) : null;
  const relation = derivedRelation(united, { influences: made, baseTables, guess });
  orderBy(context, set, relation, around);
  return relation;
}

/** A left-leaning chain of unions is one list of branches, however a parser nested it. */
function branchesOf(set: SetOperation): readonly Query[] {
  if (set.operator !== 'UNION' || set.byName) return set.branches;
  const branches: Query[] = [];
  const stack: Query[] = set.branches.toReversed();
  for (let query = stack.pop(); query !== undefined; query = stack.pop()) {
    const isPlain =
      query.kind === 'set' &&
      query.operator === 'UNION' &&
      !query.byName &&
      query.ctes.length === 0 &&
      query.orderBy.length === 0 &&
      query.limit.length === 0;
    if (isPlain && query.kind === 'set') stack.push(...query.branches.toReversed());
    else branches.push(query);
  }
  return branches;
}

function unitedOutputs(
  context: StatementContext,
  set: SetOperation,
  first: Relation,
  others: readonly Relation[],
): readonly Output[] {
  if (set.byName) return byName(context, first, others);
  const passesOn = set.operator !== 'EXCEPT';
  if ([first, ...others].every((branch) => !branch.outputs.some((output) => output.isStar))) {
    const counts = new Set([first, ...others].map((branch) => branch.outputs.length));
    if (counts.size > 1)
      context.issue('WARNING', 'SET_COLUMN_COUNT', `branches have ${[...counts].join(', ')} columns`, set);
    return first.outputs.map((output, ordinal) =>
      united(
        context,
        output,
        others.map((branch) => branch.outputs[ordinal]),
        passesOn,
      ),
    );
  }
  return overOpen(context, first, others, passesOn);
}

/** With a `*` among them, columns meet by ordinal up to the first star and by name after it. */
function overOpen(
  context: StatementContext,
  first: Relation,
  others: readonly Relation[],
  passesOn: boolean,
): readonly Output[] {
  if (!passesOn) return first.outputs;
  const closed = [first, ...others].find((branch) => !branch.outputs.some((output) => output.isStar));
  const lead = closed ?? first;
  const rest = [first, ...others].filter((branch) => branch !== lead);
  return lead.outputs.map((output, ordinal) =>
    united(
      context,
      output,
      rest.map((branch) => {
        const star = branch.outputs.findIndex((each) => each.isStar);
        if (star < 0 || ordinal < star) return branch.outputs[ordinal];
        if (output.isStar) return branch.outputs[star];
        const found = branch.guess({ text: output.name, quoted: true }, output.key);
        return found === null || found === 'SEVERAL' ? branch.outputs[star] : found;
      }),
    ),
  );
}

function byName(context: StatementContext, first: Relation, others: readonly Relation[]): readonly Output[] {
  const outputs = new Map(first.outputs.map((output) => [output.key, [output]]));
  for (const branch of others)
    for (const output of branch.outputs) {
      const present = outputs.get(output.key);
      if (present === undefined) outputs.set(output.key, [output]);
      else present.push(output);
    }
  return [...outputs.values()].flatMap(([lead, ...rest]) =>
    lead === undefined ? [] : united(context, lead, rest),
  );
}

/** `passesOn`: content of the others flows in too; their types count in any case. */
function united(
  context: StatementContext,
  lead: Output,
  others: readonly (Output | undefined)[],
  passesOn = true,
): Output {
  const present = others.filter((output) => output !== undefined);
  if (present.length === 0) return { ...lead, bases: [] };
  let { typeKey, typeReason } = lead;
  for (const output of present) {
    if (typeKey === null || output.typeKey === typeKey) continue;
    const before: string = typeKey;
    typeKey = output.typeKey === null ? null : commonType(before, output.typeKey, context.dialect);
    typeReason = typeKey === null ? `branches of ${before} and ${output.typeKey ?? 'an unknown type'}` : null;
  }
  const flow = passesOn
    ? through(effects.set, union([lead.flow, ...present.map((output) => output.flow)]))
    : lead.flow;
  const ways = passesOn ? unitedWays([lead, ...present]) : lead.ways;
  return { ...lead, flow, typeKey, typeReason, bases: [], ways };
}

/** A column that only an open branch can have comes from every branch that has it. */
function guessed(branches: readonly Relation[], name: Name, key: string): Found {
  const found: Output[] = [];
  for (const branch of branches) {
    const output = branch.find(key) ?? (branch.isOpen ? branch.guess(name, key) : null);
    if (output === 'SEVERAL') return 'SEVERAL';
    if (output !== null) found.push(output);
  }
  const [lead] = found;
  if (lead === undefined) return null;
  return {
    ...lead,
    flow: union(found.map((output) => output.flow)),
    ways: unitedWays(found),
    bases: found.flatMap((output) => output.bases),
  };
}

/** ORDER BY of a set operation sees its outputs alone. */
function orderBy(
  context: StatementContext,
  set: SetOperation,
  relation: Relation,
  around: Surroundings,
): void {
  if (set.orderBy.length === 0) return;
  const scope = makeScope(around.parent, around.ctes, relation.influences, around.depth);
  scope.sources.push({ alias: null, path: [], relation, isHidden: false });
  for (const key of set.orderBy) {
    const ordinal =
      key.kind === 'literal' && /^\d+$/.test(key.value) ? relation.outputs[Number(key.value) - 1] : undefined;
    influence(relation.influences, SORT, ordinal?.flow ?? context.expression(key, scope).flow);
  }
}
