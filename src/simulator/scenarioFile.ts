import { parseDuration } from '../words/duration'
import { plainName } from '../contract/names'
import { parseJson } from '../contract/parseJson'
import type { Json } from '../model/json'
import {
  expectedStates,
  type Expectation,
  type FetchReply,
  type FetchRule,
  type PublishStep,
  type RequestStep,
  type Scenario,
  type SocketStep,
} from '../model/scenario'
import { UserError } from '../model/userError'
import { defaultScenario } from './defaultScenario'
import { checkNames, isFields, MAX_SPAN_MS, type Fields } from './fields'
import { parseMoment } from './parseMoment'
import { isHeader, readRequest, takesBody, withHeader } from './requestStep'
import { readSchedule, replaying } from './scheduleFile'

/** What a scenario file says beside the scenario itself. */
export interface ScenarioFile {
  readonly scenario: Scenario
  /** Modules replaced by files: a package or a path from the workspace folder to such a path. */
  readonly stubs: Readonly<Record<string, string>>
  readonly expect: Expectation | null
}

/** The fields of a scenario file; its JSON schema is `media/schemas/scenario.schema.json`. */
export const scenarioFields = [
  '$schema',
  'version',
  'start',
  'publish',
  'requests',
  'sockets',
  'params',
  'data',
  'stubs',
  'fetch',
  'schedule',
  'seed',
  'expect',
]

/** Reads the text of a `*.events.json` file, named `file` in errors. Throws `UserError` that names the field and how to mend it. */
export function readScenarioFile(text: string, file: string): ScenarioFile {
  const fail: Fail = (message) => {
    throw new UserError(`${file}: ${message}`)
  }
  const fields = readFields(text, fail)
  const section = (name: string): Fields => {
    const value = fields[name] ?? {}
    return isFields(value) ? value : fail(`"${name}" must be an object.`)
  }
  const list = <T>(name: string, read: (item: Json, fail: Fail) => T): T[] => {
    const items = fields[name] ?? []
    if (!Array.isArray(items)) return fail(`"${name}" must be a list.`)
    return (items as Json[]).map((item, index) => read(item, (message) => fail(`${name} ${index + 1}: ${message}`)))
  }
  const texts = (name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(section(name)).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    )
  const data = section('data')
  const scenario: Scenario = {
    ...defaultScenario,
    start: readStart(fields['start'], fail),
    seed: readSeed(fields['seed'] ?? defaultScenario.seed, fail),
    steps: [...list('publish', publishStep), ...list('requests', requestStep), ...list('sockets', socketStep)],
    params: texts('params'),
    data: '' in data ? fail('"data" has an item with an empty key.') : data,
    fetchRules: list('fetch', fetchRule),
  }
  return {
    scenario: fields['schedule'] === undefined ? scenario : replaying(scenario, readSchedule(fields['schedule'], file)),
    stubs: texts('stubs'),
    expect: fields['expect'] === undefined ? null : readExpectation(section('expect'), fail),
  }
}

/** Ends the reading with what is wrong. */
type Fail = (message: string) => never

function readFields(text: string, fail: Fail): Fields {
  let content: unknown
  try {
    content = parseJson(text)
  } catch (error) {
    fail(`${(error as Error).message}.`)
  }
  const fields = isFields(content) ? content : fail('must hold one JSON object.')
  checkNames(fields, scenarioFields, fail)
  if ((fields['version'] ?? 1) !== 1) fail(`has version ${JSON.stringify(fields['version'])}; this release reads version 1.`)
  return fields
}

function readStart(asked: Json | undefined, fail: Fail): number {
  const start = asked === undefined ? defaultScenario.start : typeof asked === 'string' ? parseMoment(asked) : null
  return start ?? fail('"start" must be a date from 1970 to 9998, such as "2025-01-01T00:00:00.000Z".')
}

function readSeed(seed: Json, fail: Fail): number {
  return Number.isSafeInteger(seed) ? (seed as number) : fail('"seed" must be a whole number.')
}

function publishStep(step: Json, fail: Fail): PublishStep {
  if (!isFields(step)) return fail('must be an object with a "name".')
  checkNames(step, ['at', 'name', 'after', 'body'], fail)
  const { at = '0s', name, after, body = {} } = step
  const atMs = readAt(at, fail)
  if (typeof name !== 'string') return fail('"name" must be the name of an event.')
  return { kind: 'publish', atMs, name, body, ...(after !== undefined && { after }) }
}

/** `{ "at": "1s", "request": "POST /users", "headers": { "authorization": "…" }, "body": { … } }` */
function requestStep(step: Json, fail: Fail): RequestStep {
  const fields = isFields(step) ? step : {}
  checkNames(fields, ['at', 'request', 'headers', 'body'], fail)
  const { at = '0s', request, headers = {}, body } = fields
  const plain = typeof request === 'string' ? readRequest(request) : null
  if (plain === null) return fail('"request" must be a method and a path, such as "POST /users".')
  if (body !== undefined && !takesBody(plain)) return fail(`a ${plain.method} request has no body.`)
  if (!isFields(headers)) return fail('"headers" must be an object.')
  const asked = Object.entries(headers).reduce<RequestStep>(
    (sum, [name, value]) =>
      (typeof value === 'string' ? withHeader(sum, name, value) : null) ?? fail(`the header "${name}" is not one that HTTP has.`),
    plain,
  )
  const type = asked.headers?.['content-type'] ?? 'application/json'
  if (body !== undefined && typeof body !== 'string' && !/\bjson\b/i.test(type))
    return fail(`the body must be a string, as it is to be sent: its content-type is "${type}".`)
  return { ...asked, atMs: readAt(at, fail), ...(body !== undefined && { body }) }
}

/** `{ "at": "1s", "connection": "c1", "message": { … } }`, or with `connect` or `disconnect`, which may be `true` alone, in place of `message`. */
function socketStep(step: Json, fail: Fail): SocketStep {
  if (!isFields(step)) return fail('must be an object with a "connection".')
  checkNames(step, ['at', 'connection', 'connect', 'message', 'disconnect'], fail)
  const { at = '0s', connection, ...rest } = step
  if (typeof connection !== 'string' || connection === '') return fail('"connection" must be the name of a client.')
  const [[action, data] = [null, null], ...others] = Object.entries(rest) as [SocketStep['action'], Json][]
  if (action === null || others.length > 0) return fail('needs one of "connect", "message" and "disconnect".')
  if (action === 'connect' && isFields(data))
    checkNames(data, ['queryStringParameters', 'headers'], (message) => fail(`"connect": ${message}`))
  if (action === 'connect' && !isConnect(data))
    return fail('"connect" must be true, or an object with "queryStringParameters" and "headers".')
  const hasData = action === 'message' || data !== true
  return { kind: 'socket', atMs: readAt(at, fail), connection, action, ...(hasData && { data }) }
}

function isConnect(data: Json): boolean {
  if (!isFields(data)) return data === true
  const { queryStringParameters = {}, headers = {} } = data
  const isTexts = (value: Json): boolean => isFields(value) && Object.values(value).every((text) => typeof text === 'string')
  return isTexts(queryStringParameters) && isTexts(headers)
}

function readAt(at: Json, fail: Fail): number {
  const atMs = typeof at === 'number' ? at : typeof at === 'string' ? parseDuration(at) : null
  if (atMs !== null && atMs >= 0 && atMs <= MAX_SPAN_MS) return atMs
  return fail(`"at" must be a duration of at most ten years from the start, such as "5 minutes".`)
}

/** `{ "match": "POST https://x.test/*", "reply": { "status": 201, "headers": { … }, "json": { … } } }`, or `text` in place of `json`. */
function fetchRule(rule: Json, fail: Fail): FetchRule {
  const fields = isFields(rule) ? rule : {}
  checkNames(fields, ['match', 'reply'], fail)
  const { match, reply = [] } = fields
  const replies = Array.isArray(reply) ? (reply as Json[]) : [reply]
  if (typeof match === 'string' && replies.length > 0 && replies.every((one) => isReply(one, fail)))
    return { match, reply: replies as FetchReply[] }
  return fail(
    'needs "match" (a URL with * for any text) and "reply" (one or several, with a status from 200 to 599, headers and text that are texts, if any).',
  )
}

function isReply(reply: Json, fail: Fail): boolean {
  if (!isFields(reply)) return false
  checkNames(reply, ['status', 'headers', 'json', 'text'], (message) => fail(`"reply": ${message}`))
  const { status = 200, headers = {}, text = '' } = reply
  const isText = (value: Json): boolean => typeof value === 'string'
  const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599
  if (!isStatus || !isText(text) || !isFields(headers) || !Object.values(headers).every(isText)) return false
  const wrong = Object.entries(headers).find(([name, value]) => !isHeader(name, value as string))
  return wrong === undefined || fail(`"reply": the header "${wrong[0]}" is not one that HTTP has.`)
}

/** A misspelt expectation would hold whatever the run does, so names and types are checked. */
function readExpectation(expect: Fields, fail: Fail): Expectation {
  const { events = {}, ...counts } = expect
  const check = (found: Json, allowed: readonly string[], where: string): void => {
    if (!isFields(found)) return fail(`"${where}" must be an object of counts.`)
    checkNames(found, allowed, (message) => fail(`"${where}": ${message}`))
    for (const [name, count] of Object.entries(found)) {
      if (!Number.isInteger(count)) fail(`"${name}" of "${where}" must be a whole number.`)
    }
  }
  check(counts, expectedStates, 'expect')
  if (!isFields(events)) return fail('"events" of "expect" must be an object, by event name.')
  for (const [name, found] of Object.entries(events)) check(found, ['published', ...expectedStates], `expect ${name}`)
  const twice = Object.keys(events).find((name) => name !== plainName(name) && plainName(name) in events)
  if (twice !== undefined) return fail(`"events" of "expect" has "${twice}" and "${plainName(twice)}", which are one event. Leave one out.`)
  const plain = Object.fromEntries(Object.entries(events).map(([name, found]) => [plainName(name), found as object]))
  return { ...expect, ...(expect['events'] !== undefined && { events: plain }) }
}
