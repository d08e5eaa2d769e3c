import { STATUS_CODES } from 'node:http'
import type { FetchReply, FetchRule } from '../../../model/scenario'

/** The replies that a scenario has for requests. */
export class FetchRules {
  private readonly rules: readonly {
    readonly matches: (request: Request) => boolean
    readonly rule: FetchRule
    readonly replies: FetchReply[]
  }[]
  private readonly unmet: Set<FetchRule>

  constructor(rules: readonly FetchRule[]) {
    this.rules = rules.map((rule) => ({ matches: matcher(rule.match), rule, replies: [rule.reply].flat() }))
    this.unmet = new Set(rules)
  }

  /** By the first rule that a request meets; null where it meets none. */
  replyTo(request: Request): Response | null {
    const met = this.rules.find(({ matches }) => matches(request))
    if (met === undefined) return null
    const { rule, replies } = met
    this.unmet.delete(rule)
    return responseOf(replies.length > 1 ? replies.shift()! : replies[0]!, request)
  }

  /** The rules that no request met so far, but for those of any host, which stand there just in case. */
  unmetRules(): string[] {
    return [...this.unmet].map(({ match }) => match).filter((match) => !/^([A-Z]+ )?([a-z]+:\/\/)?\*+(\/|$)/.test(match))
  }
}

/** What comes of a reply to a request. */
export function responseOf({ status = 200, headers = {}, json, text }: FetchReply, { method }: Request): Response {
  const isHead = method === 'HEAD'
  const body = [204, 205, 304].includes(status) ? null : json === undefined ? (text ?? '') : JSON.stringify(json)
  const response = new Response(isHead ? null : body, {
    status,
    statusText: STATUS_CODES[status] ?? '',
    headers: { 'content-type': json === undefined ? 'text/plain' : 'application/json', ...headers },
  })
  // Who keeps a connection alive knows by it where a reply ends; to a HEAD it tells of another.
  if (!isHead || !response.headers.has('content-length')) response.headers.set('content-length', String(Buffer.byteLength(body ?? '')))
  response.headers.delete('transfer-encoding')
  return response
}

/** `[METHOD ]URL`, with `*` for any text; its host is read as that of any URL is. */
function matcher(match: string): (request: Request) => boolean {
  const [, method, url = match] = /^([A-Z]+) (.*)$/.exec(match) ?? []
  const [, origin = '', rest = url] = /^([a-z]+:\/\/[^/?]*)(.*)$/i.exec(url) ?? []
  // A URL always has a path: `https://x.test` is `https://x.test/`.
  const hasPath = rest.startsWith('/') || (rest === '' && origin.endsWith('*')) || origin === ''
  const written = `${origin.toLowerCase()}${hasPath ? '' : '/'}${rest}`
  const pattern = new RegExp(`^${written.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
  return (request) => (method === undefined || method === request.method) && pattern.test(request.url)
}
