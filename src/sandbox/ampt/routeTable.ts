/** A route that answers a request, with the parameters of its path. */
export interface FoundRoute<Target> {
  readonly target: Target
  readonly params: Readonly<Record<string, string>>
}

interface Route<Target> {
  readonly method: string
  readonly path: string
  readonly pattern: RegExp
  readonly target: Target
}

/** Routes by method and path, with `:name` for a part and `:name*` for the rest. No two fit one path (@ampt/api 1.0.20). */
export class RouteTable<Target> {
  private readonly routes: Route<Target>[] = []

  constructor(private readonly prefix: string) {}

  add(method: string, path: string, target: Target): void {
    const parts = `${this.prefix}/${path}`.split('/').filter((part) => part !== '')
    const full = `/${parts.join('/')}`
    const there = this.routes.find((route) => route.method === method && areAtOdds(route.path, full))
    if (there !== undefined) throw new Error(`The route ${method} ${full} conflicts with ${method} ${there.path}.`)
    const pattern = parts.map((part) => `/${partPattern(part)}`).join('')
    this.routes.push({ method, path: full, pattern: new RegExp(`^${pattern || '/'}$`), target })
  }

  find(method: string, path: string): FoundRoute<Target> | undefined {
    const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path
    for (const route of this.routes) {
      const match = route.method === method ? route.pattern.exec(trimmed) : null
      if (match !== null) return { target: route.target, params: { ...match.groups } }
    }
    return undefined
  }
}

/** Whether two paths part where one of them has a parameter, or not at all. */
function areAtOdds(one: string, other: string): boolean {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  if (at === one.length && at === other.length) return true
  // Only a name for all that follows takes the path "/" too.
  if (one === '/' || other === '/') return /^\/:[^/]*\*$/.test(one.length > 1 ? one : other)
  if ([one[at], other[at]].every((next) => next === undefined || next === '/')) return false
  return [one, other].some((path) => /:[^/]*$/.test(path.slice(0, at + 1)))
}

function partPattern(part: string): string {
  const parameter = /^([^:]*):(\w+)(\*?)$/.exec(part)
  if (parameter === null) return escaped(part)
  const [, before = '', name = '', star] = parameter
  return `${escaped(before)}(?<${name}>${star ? '.*' : '[^/]+'})`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
