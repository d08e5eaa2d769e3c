import { distance } from 'fastest-levenshtein'
import { resolveAfter } from '../../contract/after'
import { nearestText } from '../../contract/afterHint'
import type { Fix } from '../../model/graph'
import { momentsToTry } from '../sites/momentsToTry'
import type { CallFacts, GivenValue, MisplacedOptions } from '../facts/callFacts'
import { finding, fix, insertAfter, quote, replace, inShort, type CallContext, type CallRule, type Finding } from './finding'

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

/** Options in the wrong place, bodies and handlers that are missing, and options that do not exist. */
export const lintArguments: CallRule = (call, context) => {
  if (call.kind === 'on') return [...missingHandler(call), ...unknownOptions(call)]
  if (call.kind === 'task') return unknownOptions(call)
  if (call.kind === 'run') return delayAsBody(call)
  const asBody = optionsAsBody(call, context)
  return asBody.length > 0 ? asBody : [...missingBody(call), ...unknownOptions(call)]
}

function optionsAsBody(call: CallFacts, context: CallContext): Finding[] {
  const { misplaced, object } = call
  if (misplaced === null || object?.keys.some(({ name }) => name === 'after') === true) return []
  const { after, isComputedTime, before } = misplaced
  if (!isComputedTime && (after.length === 0 || !after.every(isTime))) return []
  // What is called so holds the options, whatever they are.
  if (before !== null && /opt|conf|setting/i.test(before.text)) return []
  // A body with this field is meant where a handler reads it.
  if (call.events.some((event) => context.readsField(event, 'after'))) return []
  const code = 'publish-options-as-body'
  if (before === null) {
    const message =
      'Without a third argument these options are the body: the event is delivered at once, with "after" inside of it. Write publish(name, { after }, body).'
    return [finding(code, misplaced, call, message, [fix('Add an empty body behind the options', insertAfter(misplaced, ', {}'))])]
  }
  const message = `The options stand where the body belongs: the event is delivered at once, with "after" inside of its body, and ${inShort(before.text)} is taken for the options. Write publish(name, { after }, body).`
  return [finding(code, misplaced, call, message, [exchanged(misplaced, before)])]
}

function delayAsBody(call: CallFacts): Finding[] {
  const { argumentCount, lastArgument, after } = call
  const delay = after.find(({ value }) => typeof value === 'string' && unitForm.test(value) && isTime({ value }))
  if (argumentCount !== 1 || lastArgument === null || delay === undefined) return []
  const message = `The only argument of run is the body: the task starts at once, and ${delay.text} is its body. Write run(after, body).`
  return [
    finding('run-delay-as-body', delay, call, message, [fix('Add an empty body behind the delay', insertAfter(lastArgument, ', {}'))]),
  ]
}

/** Such as `10 minutes`; a date is as likely to be meant as a body. */
const unitForm = /^\d+(\.\d+)? ?[a-z]+$/i

function missingHandler(call: CallFacts): Finding[] {
  const { misplaced, argumentCount } = call
  const code = 'on-missing-handler'
  if (argumentCount === 1) return [finding(code, call, call, 'This on has no handler, so it fails. Write on(name, handler).')]
  if (misplaced === null) return []
  const { before } = misplaced
  const message = `Where the handler belongs stands an object, so no handler can run. Write on(name, { timeout }, handler).`
  return [finding(code, misplaced, call, message, before === null ? [] : [exchanged(misplaced, before)])]
}

function exchanged(misplaced: MisplacedOptions, before: NonNullable<MisplacedOptions['before']>): Fix {
  return fix('Put the options in the middle', replace(before, misplaced.text), replace(misplaced, before.text))
}

/** Whether a value reads as a time, rather than as data that happens to be called so. */
function isTime({ value }: Pick<GivenValue, 'value'>): boolean {
  if (typeof value === 'object' && value !== null) return true
  if (typeof value === 'number') return value >= 1000
  if (typeof value !== 'string') return false
  // Not by the SDK's rules: it takes "abc-123" for a date.
  const isValid = 'dueAt' in resolveAfter(value, momentsToTry[0]!, 'documented')
  return isValid || (unitForm.test(value) && nearestText(value) !== null)
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
  if (kind === 'run' || object === null || argumentCount !== 3) return []
  const options: readonly string[] = known[kind]
  return object.keys
    .filter(({ name }) => !options.includes(name))
    .map((key) => {
      const near = nearOption(key.name, options)
      const isFree = near !== null && !object.keys.some(({ name }) => name === near)
      const hint = isFree ? `Did you mean ${quote(near)}?` : `It has ${options.map(quote).join(' and ')} only.`
      const written = key.isShorthand ? `${near}: ${key.name}` : near!
      const fixes: readonly Fix[] = isFree && object.isInCall ? [fix(`Change to ${near}`, replace(key, written))] : []
      return finding('unknown-option', key, call, `${kind} has no option ${quote(key.name)}: it is ignored silently. ${hint}`, fixes)
    })
}

function nearOption(name: string, options: readonly string[]): string | null {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '')
  const meant = otherWords[plain]
  if (meant !== undefined && options.includes(meant)) return meant
  return options.find((option) => distance(plain, option) <= 2) ?? null
}
