/** How much of a unit of work a statement fills. */
import type { StatementPlan } from '../run/statement-plan.js';

/** Elements of a plan; long texts count by their length. */
export function weightOf(plan: StatementPlan): number {
  return plan.nodes.length + plan.links.length + plan.flows.length + Math.ceil(plan.text.text.length / 2000);
}
