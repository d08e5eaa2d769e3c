import { isRecord } from '../model/checks'
import type { Contract } from '../model/scenario'

/** What stands behind the name in a call of `publish`. */
export interface PublishArguments {
  readonly after: unknown
  /** Undefined when there is none. */
  readonly body: unknown
  readonly isBodyMissing: boolean
  /** Sentences: what the other contract would have taken for the body, and what looks like a mistake. */
  readonly notes: readonly string[]
  /** Whether the other contract would take something else for options and body. */
  readonly isReadDifferently: boolean
}

interface Shape {
  readonly options: unknown
  readonly body: unknown
  readonly isBodyMissing: boolean
}

/**
 * Tells options and body apart in the arguments behind the name. The documentation goes by their number, the SDK (1.0.20,
 * `publishEvent`) by whether the last is truthy.
 */
export function readPublishArguments(args: readonly unknown[], contract: Contract): PublishArguments {
  const documented = readDocumented(args)
  const sdk = readSdk(args)
  const { options, body, isBodyMissing } = contract === 'sdk' ? sdk : documented
  const isReadDifferently = documented.isBodyMissing !== sdk.isBodyMissing || !Object.is(documented.body, sdk.body)
  const notes: string[] = []
  if (isReadDifferently) notes.push(contract === 'sdk' ? noteOfDocumented(documented) : noteOfSdk(sdk))
  if (args.length === 1 && looksLikeOptions(body)) {
    notes.push('The only argument behind the name looks like options, and it is sent as the body: write publish(name, { after }, body).')
  }
  if (options !== undefined && !isRecord(options)) {
    notes.push('The second argument is no options object such as { after: "1 day" }, so nothing of it is read.')
  }
  return { after: isRecord(options) ? options['after'] : undefined, body, isBodyMissing, notes, isReadDifferently }
}

function readDocumented(args: readonly unknown[]): Shape {
  const [first, second] = args
  if (second !== undefined) return { options: first, body: second, isBodyMissing: false }
  // An undefined last argument is one that is not there, except where the first can only be meant as options.
  if (args.length > 1 && looksLikeOptions(first)) return { options: first, body: undefined, isBodyMissing: true }
  return { options: undefined, body: first, isBodyMissing: first === undefined }
}

function readSdk([first, second]: readonly unknown[]): Shape {
  if (second) return { options: first, body: second, isBodyMissing: false }
  return { options: undefined, body: first, isBodyMissing: !first }
}

function noteOfSdk(sdk: Shape): string {
  if (sdk.isBodyMissing) return 'On @ampt/sdk 1.0.20 a falsy body is a missing one, and this publish would fail: Missing body for event.'
  return 'On @ampt/sdk 1.0.20 a falsy last argument is none, so the options would be sent as the body, now.'
}

function noteOfDocumented(documented: Shape): string {
  if (documented.isBodyMissing) return 'By the documentation this publish would fail, because its body is missing.'
  const { body } = documented
  return `By the documentation the body would be ${body === '' ? '""' : String(body)}, the last argument.`
}

function looksLikeOptions(value: unknown): boolean {
  return isRecord(value) && 'after' in value && Object.keys(value).length === 1
}
