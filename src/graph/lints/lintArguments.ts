import { distance } from 'fastest-levenshtein'
import { resolveAfter } from '../../contract/after'
import { nearestText } from '../../contract/afterHint'
import type { Fix } from '../../model/graph'
import { momentsToTry } from '../momentsToTry'
import type { CallFacts, GivenValue } from './callFacts'
import { finding, fix, insertAfter, quote, replace, type CallContext, type CallRule, type Finding } from './finding'

/** The options that each function reads. */
const known = { publish: ['after'], on: ['timeout'], task: ['timeout', 'attempts'] } as const

/** What people write for an option, where no letters are alike. */
const otherWords: Readonly<Record<string, string>> = {
  delay: 'after',
  delayms: 'after',
  wait: 'after',
  in: 'after',
  at: 'after',
  when: 'after',
  schedule: 'after',
  maxretries: 'attempts',
  retries: 'attempts',
  maxattempts: 'attempts',
  retry: 'attempts',
  timeoutms: 'timeout',
  maxtime: 'timeout',
}

/** Options that are sent as the body, bodies that are missing, and options that do not exist. */
export const lintArguments: CallRule = (call, context) => [
  ...(call.kind === 'publish' ? [...optionsAsBody(call, context), ...missingBody(call)] : []),
  ...unknownOptions(call),
]

function optionsAsBody(call: CallFacts, context: CallContext): Finding[] {
  const { object, argumentCount, lastArgument, after } = call
  if (argumentCount !== 2 || object === null || lastArgument === null || !object.isWhole) return []
  if (object.keys.length !== 1 || object.keys[0]!.name !== 'after' || after.length === 0 || !after.every(isTime)) return []
  // A body with this field is meant where a handler reads it.
  if (call.events.some((event) => context.readsField(event, 'after'))) return []
  return [
    finding(
      'publish-options-as-body',
      lastArgument,
      call,
      'Without a third argument these options are the body: the event is delivered at once, with "after" inside of it. Write publish(name, { after }, body).',
      [fix('Add an empty body behind the options', insertAfter(lastArgument, ', {}'))],
    ),
  ]
}

/** Whether a value reads as a time, rather than as data that happens to be called so. */
function isTime({ value }: GivenValue): boolean {
  if (typeof value === 'object' && value !== null) return true
  if (typeof value === 'number') return value >= 1000
  if (typeof value !== 'string') return false
  // Not by the SDK's rules: it takes "abc-123" for a date.
  const isValid = 'dueAt' in resolveAfter(value, momentsToTry[0]!, 'documented')
  return isValid || (/^\d+(\.\d+)? ?[a-z]+$/i.test(value) && nearestText(value) !== null)
}

function missingBody(call: CallFacts): Finding[] {
  const { argumentCount, lastArgument, body } = call
  const missing = 'This publish has no body, so it fails.'
  if (argumentCount === 1 && lastArgument !== null) {
    return [
      finding('publish-missing-body', call, call, `${missing} Write publish(name, body); an empty body is {}.`, [
        fix('Add an empty body', insertAfter(lastArgument, ', {}')),
      ]),
    ]
  }
  if (body === null || body.falsy === null) return []
  if (body.falsy === 'undefined') {
    const outcome =
      argumentCount === 3 ? 'The body is undefined: the publish fails, or on @ampt/sdk 1.0.20 sends its options as the body.' : missing
    return [
      finding('publish-missing-body', body, call, `${outcome} An empty body is {}.`, [fix('Send an empty body', replace(body, '{}'))]),
    ]
  }
  const outcome =
    argumentCount === 3
      ? 'takes a falsy body for none and sends the options as the body, at once'
      : 'takes a falsy body for a missing one, and this publish fails'
  return [finding('publish-missing-body', body, call, `@ampt/sdk 1.0.20 ${outcome}. Send an object such as { value: ${body.falsy} }.`)]
}

function unknownOptions(call: CallFacts): Finding[] {
  const { kind, object, argumentCount } = call
  if (object === null || argumentCount !== 3) return []
  const options: readonly string[] = known[kind]
  return object.keys
    .filter(({ name }) => !options.includes(name))
    .map((key) => {
      const near = nearOption(key.name, options)
      const isFree = near !== null && !object.keys.some(({ name }) => name === near)
      const hint = isFree ? `Did you mean ${quote(near)}?` : `It has ${options.map(quote).join(' and ')} only.`
      const fixes: readonly Fix[] = isFree && object.isInCall ? [fix(`Change to ${near}`, replace(key, near))] : []
      return finding('unknown-option', key, call, `${kind} has no option ${quote(key.name)}: it is ignored silently. ${hint}`, fixes)
    })
}

function nearOption(name: string, options: readonly string[]): string | null {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '')
  const meant = otherWords[plain]
  if (meant !== undefined && options.includes(meant)) return meant
  return options.find((option) => distance(plain, option) <= 2) ?? null
}
