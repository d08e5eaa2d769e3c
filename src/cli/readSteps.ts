import type { Json } from '../model/json'
import type { RequestStep, Step } from '../model/scenario'
import { UserError } from '../model/userError'
import { readRequest, sendsText, takesBody, withHeader } from '../simulator/requestStep'
import { readJson } from './files'

/** An option, where it has a name. */
interface Token {
  readonly index: number
  readonly name?: string
  readonly value?: string | undefined
}

/** What the options say that happens. Headers, body and after belong to the publish or request before them, so the order of the options counts. */
export function readSteps(tokens: readonly Token[], readFile: (path: string) => string): Step[] {
  const steps: Step[] = []
  /** By step: what a text means hangs on headers that may come behind it. */
  const bodies = new Map<number, string>()
  for (const { name, value } of tokens) {
    if (value === undefined) continue
    const last = steps.at(-1)
    if (name === 'publish') steps.push({ kind: 'publish', atMs: 0, name: value, body: {} })
    else if (name === 'request') steps.push(requestStep(value))
    else if (name === 'header') {
      if (last?.kind !== 'request')
        throw new UserError('--header stands behind no --request. Write --request "GET /path" --header "Name: value".')
      steps[steps.length - 1] = requestWith(last, value)
    } else if (name === 'body' || name === 'after') {
      if (last === undefined) throw new UserError(`--${name} stands before any --publish. Write --publish NAME --${name} VALUE.`)
      if (name === 'after' && last.kind === 'request') throw new UserError('--after belongs to a --publish; a --request is made at once.')
      if (last.kind === 'request' && !takesBody(last)) throw new UserError(`A ${last.method} request has no body; leave --body out.`)
      if (name === 'body' ? bodies.has(steps.length - 1) : 'after' in last)
        throw new UserError(`--${name} stands twice behind one --${last.kind}. Leave one out.`)
      if (name === 'body') bodies.set(steps.length - 1, value)
      else steps[steps.length - 1] = { ...last, after: /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value } as Step
    }
  }
  return steps.map((step, at) => {
    const text = bodies.get(at)
    return text === undefined ? step : ({ ...step, body: bodyOf(text, step, readFile) } as Step)
  })
}

function requestStep(value: string): RequestStep {
  const step = readRequest(value)
  if (step === null) throw new UserError(`--request "${value}" is not understood. Write a method and a path: --request "POST /users".`)
  return step
}

function requestWith(step: RequestStep, header: string): RequestStep {
  const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(header) ?? []
  const asked = withHeader(step, name, value)
  if (asked === null) throw new UserError(`--header "${header}" is not understood. Write --header "Name: value".`)
  return asked
}

function bodyOf(given: string, step: Step, readFile: (path: string) => string): Json {
  const path = given.startsWith('@') ? given.slice(1) : null
  const text = path === null ? given : readFile(path)
  if (step.kind === 'request' && sendsText(step)) return text
  if (path !== null) return readJson(text, path)
  const orText = step.kind === 'request' ? ', or name the content-type of a text with --header' : ''
  return readJson(text, '--body', ` Quote it for the shell: --body '{"id":1}', or use --body @file.json${orText}.`)
}
