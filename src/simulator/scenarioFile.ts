import { parseDuration } from '../words/duration'
import { parseJson } from '../contract/nesting'
import type { Json } from '../model/json'
import type { Expectation, FetchRule, PublishStep, RequestStep, Scenario, SocketStep } from '../model/scenario'
import { UserError } from '../model/userError'
import { defaultScenario } from './defaultScenario'
import { isFields, MAX_SPAN_MS, type Fields } from './fields'
import { parseMoment } from './parseMoment'
import { readRequest, takesBody, withHeader } from './requestStep'
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
  const fail = (message: string): never => {
    throw new UserError(`${file}: ${message}`)
  }
  let content: unknown
  try {
    content = parseJson(text)
  } catch (error) {
    fail(`${(error as Error).message}.`)
  }
  const fields = isFields(content) ? content : fail('must hold one JSON object.')
  const unknown = Object.keys(fields).find((name) => !scenarioFields.includes(name))
  if (unknown !== undefined) fail(`the field "${unknown}" is unknown. The fields are ${scenarioFields.join(', ')}.`)
  if ((fields['version'] ?? 1) !== 1) fail(`has version ${JSON.stringify(fields['version'])}; this release reads version 1.`)
  const section = (name: string): Fields => {
    const value = fields[name] ?? {}
    return isFields(value) ? value : fail(`"${name}" must be an object.`)
  }
  const list = (name: string): readonly Json[] => {
    const value = fields[name] ?? []
    return Array.isArray(value) ? (value as Json[]) : fail(`"${name}" must be a list.`)
  }
  const asked = fields['start']
  const start = asked === undefined ? defaultScenario.start : typeof asked === 'string' ? parseMoment(asked) : null
  if (start === null) return fail(`"start" must be a date from 1970 to 9998, such as "2025-01-01T00:00:00.000Z".`)
  const seed = fields['seed'] ?? defaultScenario.seed
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed)) return fail('"seed" must be a whole number.')
  const texts = (name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(section(name)).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    )
  const scenario: Scenario = {
    ...defaultScenario,
    start,
    seed,
    steps: [
      ...list('publish').map((step, index) => publishStep(step, (message) => fail(`publish ${index + 1}: ${message}`))),
      ...list('requests').map((step, index) => requestStep(step, (message) => fail(`requests ${index + 1}: ${message}`))),
      ...list('sockets').map((step, index) => socketStep(step, (message) => fail(`sockets ${index + 1}: ${message}`))),
    ],
    params: texts('params'),
    data: checkedKeys(section('data'), fail),
    fetchRules: list('fetch').map((rule, index) => fetchRule(rule, (message) => fail(`fetch ${index + 1} ${message}`))),
  }
  return {
    scenario: fields['schedule'] === undefined ? scenario : replaying(scenario, readSchedule(fields['schedule'], file)),
    stubs: texts('stubs'),
    expect: fields['expect'] === undefined ? null : readExpectation(section('expect'), fail),
  }
}

function publishStep(step: Json, fail: (message: string) => never): PublishStep {
  if (!isFields(step)) return fail('must be an object with a "name".')
  const { at = '0s', name, after, body = {}, ...unknown } = step
  const [other] = Object.keys(unknown)
  if (other !== undefined) return fail(`the field "${other}" is unknown. The fields are at, name, after, body.`)
  const atMs = readAt(at, fail)
  if (typeof name !== 'string') return fail('"name" must be the name of an event.')
  return { kind: 'publish', atMs, name, body, ...(after !== undefined && { after }) }
}

/** `{ "at": "1s", "request": "POST /users", "headers": { "authorization": "…" }, "body": { … } }` */
function requestStep(step: Json, fail: (message: string) => never): RequestStep {
  const { at = '0s', request, headers = {}, body, ...unknown } = isFields(step) ? step : {}
  const [other] = Object.keys(unknown)
  if (other !== undefined) return fail(`the field "${other}" is unknown. The fields are at, request, headers, body.`)
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

/** `{ "at": "1s", "connection": "c1", "message": { … } }`, or with `connect` or `disconnect` in place of `message`. */
function socketStep(step: Json, fail: (message: string) => never): SocketStep {
  if (!isFields(step)) return fail('must be an object with a "connection".')
  const { at = '0s', connection, ...rest } = step
  if (typeof connection !== 'string' || connection === '') return fail('"connection" must be the name of a client.')
  const [[action, data] = ['', null], ...others] = Object.entries(rest)
  if ((action !== 'connect' && action !== 'message' && action !== 'disconnect') || others.length > 0) {
    return fail('needs one of "connect", "message" and "disconnect", and no other field but at and connection.')
  }
  if (action === 'connect' && !isConnect(data))
    return fail('"connect" must be true, or an object with "queryStringParameters" and "headers".')
  const hasData = action !== 'connect' || data !== true
  return { kind: 'socket', atMs: readAt(at, fail), connection, action, ...(hasData && { data }) }
}

function isConnect(data: Json): boolean {
  if (!isFields(data)) return data === true
  const { queryStringParameters = {}, headers = {}, ...unknown } = data
  const isTexts = (value: Json): boolean => isFields(value) && Object.values(value).every((text) => typeof text === 'string')
  return isTexts(queryStringParameters) && isTexts(headers) && Object.keys(unknown).length === 0
}

function readAt(at: Json, fail: (message: string) => never): number {
  const atMs = typeof at === 'number' ? at : typeof at === 'string' ? parseDuration(at) : null
  if (atMs !== null && atMs >= 0 && atMs <= MAX_SPAN_MS) return atMs
  return fail(`"at" must be a duration of at most ten years from the start, such as "5 minutes".`)
}

/** `{ "match": "POST https://x.test/*", "reply": { "status": 201, "headers": { … }, "json": { … } } }`, or `text` in place of `json`. */
function fetchRule(rule: Json, fail: (message: string) => never): FetchRule {
  const { match, reply, ...unknown } = isFields(rule) ? rule : {}
  const { status = 200, headers = {}, json: _, text = '', ...unknownOfReply } = isFields(reply) ? reply : {}
  const [other] = Object.keys({ ...unknown, ...unknownOfReply })
  if (other !== undefined) fail(`has the unknown field "${other}". A rule has match and reply, a reply status, headers, json, text.`)
  const isReply = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599
  const isText = (value: Json): boolean => typeof value === 'string'
  if (typeof match === 'string' && isFields(reply) && isReply && isText(text) && isFields(headers) && Object.values(headers).every(isText))
    return { match, reply }
  return fail(
    'needs "match" (a URL with * for any text) and "reply" (with a status from 200 to 599, headers and text that are texts, if any).',
  )
}

/** A misspelt expectation would hold whatever the run does, so names and types are checked. */
function readExpectation(expect: Fields, fail: (message: string) => never): Expectation {
  const { events = {}, ...counts } = expect
  const check = (found: Json, allowed: readonly string[], where: string): void => {
    if (!isFields(found)) return fail(`"${where}" must be an object of counts.`)
    for (const [name, count] of Object.entries(found)) {
      if (!allowed.includes(name)) fail(`"${where}" knows no "${name}"; it takes ${allowed.join(', ')}.`)
      if (!Number.isInteger(count)) fail(`"${name}" of "${where}" must be a whole number.`)
    }
  }
  check(counts, ['handled', 'dropped', 'ignored'], 'expect')
  if (!isFields(events)) return fail('"events" of "expect" must be an object, by event name.')
  for (const [name, found] of Object.entries(events)) check(found, ['published', 'handled', 'dropped', 'ignored'], `expect ${name}`)
  return expect
}

function checkedKeys(data: Fields, fail: (message: string) => never): Fields {
  return '' in data ? fail('"data" has an item with an empty key.') : data
}
