import { distance } from 'fastest-levenshtein'
import type { Lint } from '../../model/graph'

/** How much a lint weighs; `off` leaves it out. */
export type Level = Lint['severity'] | 'off'

interface LintRule {
  readonly level: Lint['severity']
  /** What it means, as a sentence. */
  readonly meaning: string
}

/** Every lint with its level where nobody sets another. */
export const lintRules = {
  'publish-options-as-body': { level: 'error', meaning: 'The options of a publish are sent as its body, at once.' },
  'publish-missing-body': { level: 'error', meaning: 'A publish without a body fails; on @ampt/sdk a falsy body is a missing one.' },
  'run-delay-as-body': { level: 'warning', meaning: 'The delay of a task is sent as its body, at once.' },
  'on-missing-handler': { level: 'error', meaning: '`on` is given no function where the handler belongs.' },
  'after-invalid': { level: 'error', meaning: 'The value of `after` is no time that Ampt reads.' },
  'after-not-positive': { level: 'warning', meaning: '`after` is zero, negative, or a moment in the past.' },
  'after-over-a-year': { level: 'error', meaning: '`after` is more than a year ahead.' },
  'after-sdk-differs': { level: 'information', meaning: 'The documentation and @ampt/sdk read this `after` differently.' },
  'body-not-json': { level: 'warning', meaning: 'Part of the body does not survive JSON.' },
  'body-date': { level: 'information', meaning: 'A Date in the body reaches the handlers as a string.' },
  'timeout-over-maximum': { level: 'warning', meaning: 'The timeout of a handler is more than 60 seconds.' },
  'timeout-below-floor': { level: 'information', meaning: 'The timeout of a handler is less than 5 seconds, which has no effect.' },
  'timeout-invalid': { level: 'warning', meaning: 'The timeout of a handler is no number of ms.' },
  'unknown-option': { level: 'warning', meaning: 'publish, on or task has no such option; it is ignored silently.' },
  'unknown-event': { level: 'warning', meaning: 'An event is published that has no handler.' },
  'unpublished-event': { level: 'information', meaning: 'A handler waits for an event that nothing publishes.' },
  'shared-retries': { level: 'information', meaning: 'Several handlers of one event are retried together.' },
  'immediate-cycle': { level: 'warning', meaning: 'Events publish each other in a circle without any delay.' },
  'unawaited-publish': { level: 'information', meaning: 'Nobody waits for a publish, or learns that it failed.' },
  'name-not-static': { level: 'information', meaning: 'The name of an event cannot be told from the code.' },
  'unused-ignore': { level: 'information', meaning: 'A comment ignores a lint that is not there.' },
} as const satisfies Readonly<Record<string, LintRule>>

export type LintCode = keyof typeof lintRules

export const lintCodes = Object.keys(lintRules) as readonly LintCode[]

export function isLintCode(code: string): code is LintCode {
  return Object.hasOwn(lintRules, code)
}

/** What is wrong with a text that is no code, with the code that was meant where that is plain. */
export function tellUnknownCode(text: string): string {
  const near = lintCodes.find((one) => distance(one, text) <= 4)
  return `There is no lint ${JSON.stringify(text)}.${near === undefined ? '' : ` Did you mean "${near}"?`}`
}

const levels: readonly unknown[] = ['error', 'warning', 'information', 'off']

export function isLevel(level: unknown): level is Level {
  return levels.includes(level)
}
