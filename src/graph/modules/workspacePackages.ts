import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import picomatch from 'picomatch'
import { packageTargets, filesOfTarget } from './packageTargets'

export interface Package {
  /** Relative to the workspace folder. */
  readonly folder: string
  readonly json: Readonly<Record<string, unknown>>
}

/** The packages of an npm, yarn or pnpm workspace by name. */
export function createWorkspacePackages(root: string): (name: string) => Package | null {
  let packages: ReadonlyMap<string, Package> | null = null
  return (name) => (packages ??= readPackages(root)).get(name) ?? null
}

/** The name of the package that a specifier begins with, and what follows: `@acme/bus/emit`. Null where it begins with none. */
export function packageNamed(specifier: string): { readonly name: string; readonly sub: string } | null {
  const [, name, sub = ''] = /^(@[^/]+\/[^/]+|[^@./#][^/]*)(?:\/(.+))?$/.exec(specifier) ?? []
  return name === undefined ? null : { name, sub }
}

/**
 * The paths that a package, or what is named below it, may mean: what its `exports`, `source`, `main` and `types` name, and the sources where
 * that is yet to be built. Relative to the workspace folder.
 */
export function entriesOf({ folder, json }: Package, sub: string): readonly string[] {
  const plain = sub === '' ? [json['source'], json['main'], json['module'], json['types'], 'index', 'src/index'] : [sub, `src/${sub}`]
  const targets = [...packageTargets(json['exports'], sub === '' ? '.' : `./${sub}`), ...plain]
  return targets
    .filter((target) => typeof target === 'string')
    .flatMap(filesOfTarget)
    .map((path) => posix.join(folder, path))
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
export function readJson(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
