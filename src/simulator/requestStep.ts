import type { RequestStep } from '../model/scenario'

/** Reads `POST /users` as a request at the start of a run; null where it is none. */
export function readRequest(text: string): RequestStep | null {
  const found = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(\/\S*)$/i.exec(text)
  return found === null ? null : { kind: 'request', atMs: 0, method: found[1]!.toUpperCase(), path: found[2]! }
}

/** Whether a request may carry a body (fetch). */
export function takesBody({ method }: RequestStep): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

/** Whether a text is the body of a request as it is, such as a form or what was signed: the request says what it is. Any other body is sent as JSON. */
export function sendsText({ headers }: RequestStep): boolean {
  return headers?.['content-type'] !== undefined
}

/** The request with one more header; null where HTTP has no such name or value. */
export function withHeader(step: RequestStep, name: string, value: string): RequestStep | null {
  if (!isHeader(name, value)) return null
  const headers = new Headers(step.headers)
  headers.set(name, value)
  return { ...step, headers: Object.fromEntries(headers) }
}

/** Whether HTTP has such a name and such a value. */
export function isHeader(name: string, value: string): boolean {
  try {
    new Headers({ [name]: value })
    return true
  } catch {
    return false
  }
}
