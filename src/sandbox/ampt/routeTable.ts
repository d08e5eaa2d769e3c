/** A route that answers a request, with the parameters of its path. */
export interface FoundRoute<Target> {
  readonly target: Target
  readonly params: Readonly<Record<string, string>>
}

interface Route<Target> {
  readonly method: string
  readonly pattern: RegExp
  readonly target: Target
}

/** Routes by method and path, with `:name` for a part and `:name*` for the rest. The first that fits wins. */
export class RouteTable<Target> {
  private readonly routes: Route<Target>[] = []

  constructor(private readonly prefix: string) {}

  add(method: string, path: string, target: Target): void {
    const parts = `${this.prefix}/${path}`.split('/').filter((part) => part !== '')
    const pattern = parts.map((part) => `/${partPattern(part)}`).join('')
    this.routes.push({ method, pattern: new RegExp(`^${pattern || '/'}$`), target })
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

function partPattern(part: string): string {
  const parameter = /^([^:]*):(\w+)(\*?)$/.exec(part)
  if (parameter === null) return escaped(part)
  const [, before = '', name = '', star] = parameter
  return `${escaped(before)}(?<${name}>${star ? '.*' : '[^/]+'})`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
