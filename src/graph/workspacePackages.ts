import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import picomatch from 'picomatch'

interface Package {
  /** Relative to the workspace folder. */
  readonly folder: string
  readonly json: Readonly<Record<string, unknown>>
}

/** Folders of built files, whose sources lie in `src`. */
const built = /^(?:\.\/)?(?:dist|build|lib|out|esm|cjs)\//

/**
 * Gives the paths that a specifier such as `@acme/bus/emit` may mean by the packages of an npm, yarn or pnpm workspace: what their
 * `exports`, `source`, `main` and `types` name, and the sources where that is yet to be built. Relative to the workspace folder.
 */
export function createWorkspacePackages(root: string): (specifier: string) => readonly string[] {
  let packages: ReadonlyMap<string, Package> | null = null
  return (specifier) => {
    const [, name = '', sub = ''] = /^(@[^/]+\/[^/]+|[^@./][^/]*)(?:\/(.+))?$/.exec(specifier) ?? []
    const found = (packages ??= readPackages(root)).get(name)
    return found === undefined ? [] : entriesOf(found, sub)
  }
}

function entriesOf({ folder, json }: Package, sub: string): string[] {
  const exported = exportsOf(json['exports'], sub === '' ? '.' : `./${sub}`)
  const plain = sub === '' ? [json['source'], json['main'], json['module'], json['types'], 'index', 'src/index'] : [sub, `src/${sub}`]
  const targets = [...exported, ...plain].filter((target) => typeof target === 'string')
  return targets.flatMap((target) => {
    const source = target.replace(built, 'src/').replace(/\.d\.([cm]?)ts$/, '.$1ts')
    return [source, target].map((path) => posix.join(folder, path))
  })
}

/** The targets of an entry of `exports`, conditions in the order written. */
function exportsOf(exports: unknown, entry: string): string[] {
  if (typeof exports === 'string') return entry === '.' ? [exports] : []
  if (typeof exports !== 'object' || exports === null) return []
  const byEntry = Object.entries(exports)
  if (!byEntry.some(([key]) => key.startsWith('.'))) return entry === '.' ? textsIn(exports) : []
  for (const [key, target] of byEntry) {
    if (key === entry) return textsIn(target)
    const [before, after] = key.split('*')
    if (before === undefined || after === undefined || !entry.startsWith(before) || !entry.endsWith(after)) continue
    const middle = entry.slice(before.length, entry.length - after.length)
    return textsIn(target).map((one) => one.replaceAll('*', () => middle))
  }
  return []
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function readPackages(root: string): ReadonlyMap<string, Package> {
  const { workspaces } = readJson(join(root, 'package.json'))
  const listed = Array.isArray(workspaces)
    ? workspaces
    : ((workspaces as { packages?: unknown } | undefined)?.packages ?? pnpmPackages(root))
  const patterns = (Array.isArray(listed) ? listed : []).filter((one) => typeof one === 'string')
  if (patterns.length === 0) return new Map()
  const folders = new Set(
    patterns.flatMap((pattern) =>
      expand(
        root,
        '.',
        pattern.split('/').filter((part) => part !== '' && part !== '.'),
      ),
    ),
  )
  return new Map(
    [...folders].sort().flatMap((folder) => {
      const json = readJson(join(root, folder, 'package.json'))
      const name = json['name']
      return typeof name === 'string' ? [[name, { folder, json }] as const] : []
    }),
  )
}

/** The folders that a pattern of path parts means, with `*` for any name and `**` for any path. */
function expand(root: string, at: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) return [at]
  if (!part.includes('*')) return expand(root, posix.join(at, part), rest)
  const matches = picomatch(part)
  return foldersIn(join(root, at)).flatMap((name) => {
    const below = posix.join(at, name)
    if (part === '**') return [...expand(root, below, [part, ...rest]), ...expand(root, below, rest)]
    return matches(name) ? expand(root, below, rest) : []
  })
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return []
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => name).filter((name) => name !== 'node_modules' && !name.startsWith('.'))
}

/** The list under `packages:` of pnpm-workspace.yaml: one pattern a line. */
function pnpmPackages(root: string): string[] {
  const file = join(root, 'pnpm-workspace.yaml')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const [, list = ''] = /^packages:\s*\n((?:[ \t]*(?:-.*|#.*)?(?:\n|$))*)/m.exec(text) ?? []
  return [...list.matchAll(/^\s*-\s*(['"]?)([^'"#\n]+?)\1\s*(?:#.*)?$/gm)].map(([, , pattern = '']) => pattern)
}

/** A package.json that cannot be read names nothing; npm itself reports it to its author. */
function readJson(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
