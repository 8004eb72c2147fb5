/** The state of a run in its thread: answers one job at a time. Pure but for what it remembers. */
import { type CatalogPlan, type PlanPart, partsOf } from '../../catalog/index.js';
import type { EdgeEnds } from '../../lineage/index.js';
import { collectDefects } from '../defect.js';
import type { IssueRow } from '../queries.js';
import { inOrder, type NewIssue, sourceIssue, statementIssue } from '../run/issues.js';
import { type ResolvedEntry, RunResolver } from '../run/resolver.js';
import { catalogResult, endsOf, planOf } from '../run/result.js';
import type { StatementPlan } from '../run/statement-plan.js';
import type { ReadSource } from '../sql/facts.js';
import { weightOf } from '../write/weight.js';
import type { AddedSource, RunFindings, RunJob } from './run-jobs.js';

export class RunState {
  private readonly defects = collectDefects();
  private readonly resolver: RunResolver;
  private readonly mode: 'MERGE' | 'REPLACE';
  private issues: readonly IssueRow[] = [];
  private parts: readonly PlanPart[] = [];
  private waiting: readonly ResolvedEntry[] = [];
  private taken = 0;
  private ends: EdgeEnds | null = null;

  constructor({ naming, mode }: Extract<RunJob, { readonly kind: 'begin' }>) {
    this.mode = mode;
    this.resolver = new RunResolver({ naming, mode, onDefect: this.defects.note });
  }

  answer(job: Exclude<RunJob, { readonly kind: 'begin' | 'forget' }>): unknown {
    switch (job.kind) {
      case 'add':
        return this.add(job.source);
      case 'needs':
        return this.resolver.needs();
      case 'load':
        this.resolver.begin(job.snapshot);
        return null;
      case 'step':
        return this.resolver.step(job.maximumChars);
      case 'finish':
        return this.finish(job.issues, job.hasRefused);
      case 'catalog':
        return this.parts[job.index];
      case 'statements':
        return this.take(job.weight);
      case 'issues':
        return this.issues.slice(job.from, job.from + job.count);
    }
  }

  private add(source: AddedSource): { readonly statements: number; readonly issues: number } {
    const read = JSON.parse(source.read) as ReadSource;
    this.resolver.add({ ...source, read });
    return { statements: read.statements.length, issues: read.issues.length };
  }

  private finish(issues: readonly NewIssue[], hasRefused: boolean): RunFindings {
    const { resolver } = this;
    const isWhole = !hasRefused && resolver.cutOff.size === 0;
    const { plan, counts } = catalogResult(resolver, isWhole ? this.mode : 'MERGE');
    if (!isWhole && this.mode === 'REPLACE') resolver.issues.push(nothingReplaced);
    this.reportCatalogIssues(plan);
    this.parts = partsOf(plan);
    this.ends = endsOf(resolver, plan);
    resolver.settle(this.ends);
    this.waiting = this.byTarget();
    this.issues = inOrder([...issues, ...resolver.issues]);
    return {
      counts: { ...counts, issues: this.issues.length },
      normalization: resolver.normalization,
      defects: this.defects.stacks,
      statements: resolver.results.map(({ entry }) => entry.id),
      cutOff: [...resolver.cutOff],
      catalogParts: this.parts.length,
      catalogTables: this.parts.reduce((sum, part) => sum + part.tables.length, 0),
    };
  }

  private reportCatalogIssues(plan: CatalogPlan): void {
    const entries = new Map(this.resolver.results.map(({ entry }) => [entry.id, entry]));
    for (const issue of plan.issues) {
      const entry = entries.get(issue.origin.statement ?? '');
      if (entry !== undefined) this.resolver.issues.push(statementIssue(entry, issue, issue.position));
    }
  }

  /** Statements that write one table are written together: its FEEDS are then derived once. */
  private byTarget(): readonly ResolvedEntry[] {
    const keyed = this.resolver.results.map((result) => ({ result, target: targetOf(result) }));
    keyed.sort((a, b) => (a.target === b.target ? 0 : a.target < b.target ? -1 : 1));
    return keyed.map(({ result }) => result);
  }

  private take(weight: number): readonly StatementPlan[] {
    if (this.ends === null) throw new Error('finish comes first');
    const plans: StatementPlan[] = [];
    let total = 0;
    while (this.taken < this.waiting.length && total < weight) {
      const next = this.waiting[this.taken];
      this.taken += 1;
      if (next === undefined) continue;
      const plan = planOf(next, this.resolver, this.ends);
      plans.push(plan);
      total += weightOf(plan);
    }
    return plans;
  }
}

const nothingReplaced = sourceIssue('all sources', {
  severity: 'WARNING',
  code: 'REPLACE_SUSPENDED',
  message: 'tables that no source declares were kept, because not every source was read to its end',
  hint: 'mend the sources with errors and run again',
});

function targetOf({ resolved, declares }: ResolvedEntry): string {
  return declares[0] ?? resolved[0]?.writes[0]?.id ?? '';
}
