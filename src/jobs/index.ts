/** Scheduler definitions and what follows from them: readers, the network of jobs, schedules, nets, times, links. */

export type * from './definitions.js';
export { parseEventDate } from './event-date.js';
export { encoded, folderKey, jobKey } from './keys.js';
export { MAX_DEPTH, MAX_SOURCE_BYTES } from './limits.js';
export * from './links/job-links.js';
export { type Exploration, exploreMarkings, MAX_STATES } from './net/exploration.js';
export * from './net/petri-net.js';
export { pnmlText } from './net/pnml.js';
export { isFailureCondition } from './network/completion.js';
export type { BlockingCause } from './network/dead.js';
export * from './network/dependencies.js';
export * from './network/estate.js';
export {
  collectEvents,
  type EventEntry,
  type EventStatus,
  type EventUse,
  eventScope,
} from './network/events.js';
export { type Plan, type PlanOptions, planNight } from './network/plan.js';
export * from './network/report.js';
export { hashedPeople, type People, shownPeople } from './people.js';
export { readControlMJson } from './readers/controlm-json.js';
export { readControlMXml } from './readers/controlm-xml.js';
export { readFlatJson } from './readers/flat-json.js';
export { dayText, parseDay } from './schedule/calendar-days.js';
export { type Calendars, calendarsByName } from './schedule/day-set.js';
export * from './schedule/next-runs.js';
export { type RunWindow, type WindowOptions, windowOf, zoneOf } from './schedule/windows.js';
export { type DurationSource, type JobDuration, UNIT_MINUTES } from './times/durations.js';
export { type NightWindows, nightWindows, orderDayAt } from './times/night-windows.js';
export * from './times/simulation.js';
export * from './times/slip.js';
export {
  eventsOf,
  fromPostfix,
  toPostfix,
  type WaitExpression,
  waitText,
} from './wait-expression.js';
