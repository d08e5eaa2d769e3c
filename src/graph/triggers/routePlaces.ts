import type { ts } from 'ts-morph'

/** Files that a framework knows by where they lie. */
interface Place {
  /** Fits their path, without its ending. Captures the path that they answer, unless all requests go through them, and the method where their name ends with one. */
  readonly file: RegExp
  /** The exports that are run, each with the method of the requests that it is run for. */
  readonly methods: Readonly<Partial<Record<string, string>>>
  /** The name of what must make them, or the package that the file must name, where other files may lie at such a place. */
  readonly maker?: RegExp
  readonly names?: string
}

/** What a file does where it is no function's, as an export of it. */
export const wholeFile = ''

const verbs = Object.fromEntries(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((verb) => [verb, verb]))
const nitro = { methods: { default: 'ALL' }, maker: /eventhandler$/i }

const places: readonly Place[] = [
  // Next.js
  { file: /\/app\/((?:.*\/)?)route$/, methods: verbs },
  { file: /\/app\/((?:.*\/)?)page$/, methods: { default: 'GET' } },
  { file: /\/pages\/(api\/.*)$/, methods: { default: 'ALL' } },
  // Next.js, Astro
  { file: /\/pages\/(.*)$/, methods: { ...verbs, ALL: 'ALL', getServerSideProps: 'GET' } },
  { file: /\/pages\/(.*)\.astro$/, methods: { [wholeFile]: 'ALL' } },
  { file: /\/(?:middleware|proxy)$/, methods: { middleware: 'ALL', proxy: 'ALL', default: 'ALL' }, names: 'next/server' },
  // SvelteKit
  { file: /\/routes\/((?:.*\/)?)\+server$/, methods: { ...verbs, fallback: 'ALL' } },
  { file: /\/routes\/((?:.*\/)?)\+(?:page|layout)\.server$/, methods: { load: 'GET', actions: 'POST' } },
  { file: /\/src\/hooks\.server$/, methods: { handle: 'ALL' } },
  // Nitro, Nuxt
  { file: /\/server\/(api\/.*?)(?:\.(get|post|put|patch|delete|head|options))?$/, ...nitro },
  { file: /\/server\/routes\/(.*?)(?:\.(get|post|put|patch|delete|head|options))?$/, ...nitro },
  { file: /\/server\/middleware\/[^/]*$/, ...nitro },
]

/** The routes that a framework makes of an export of a file, by the place of that: `POST /orders` of `POST` in `app/orders/route.ts`. `maker` is the name of the call that gives it, or empty. */
export function routesAt({ fileName, text }: ts.SourceFile, name: string, maker: string): readonly string[] {
  const path = pathWithin(fileName)
  return places.flatMap(({ file, methods, maker: wanted, names = '' }) => {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined
    const [all, captured, ending] = method === undefined ? [] : (file.exec(path) ?? [])
    if (all === undefined || wanted?.test(maker) === false || !text.includes(names)) return []
    return [`${ending?.toUpperCase() ?? method} ${captured === undefined ? '/*' : pathOf(captured.split('/'))}`]
  })
}

const known = new Map<string, readonly string[]>()

/** The exports that frameworks run of a file, by its place. */
export function namesAt(fileName: string): readonly string[] {
  let names = known.get(fileName)
  if (names === undefined) {
    const path = pathWithin(fileName)
    const found = places.filter(({ file }) => file.test(path)).flatMap(({ methods }) => Object.keys(methods))
    known.set(fileName, (names = [...new Set(found)]))
  }
  return names
}

/** The path of a file, without its ending. */
export function pathWithin(fileName: string): string {
  return `/${fileName.replace(/\.[cm]?[jt]sx?$/, '')}`
}

/** The path that parts of the path of a file come to: (groups), @slots, `index`, and names that begin with _ are left out. */
export function pathOf(parts: readonly string[]): string {
  const own = parts.at(-1) === 'index' ? parts.slice(0, -1) : parts
  return `/${own.filter((part) => part !== '' && !/^[(@_]/.test(part)).join('/')}`
}
