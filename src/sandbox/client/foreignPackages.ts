import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { init, parse } from 'es-module-lexer'
import { getOrMake } from '../../model/getOrMake'
import type { Stubs } from './stubs'

const amptPackages = /['"](@ampt\/(sdk|data)|@serverless\/cloud)/

/** Gives the file that an import in a file means; null where it is none. */
export type ResolveImport = (specifier: string, importer: string) => Promise<string | null>

interface Package {
  readonly dependencies: readonly string[]
  /** By its manifest. */
  readonly isDependent: boolean
}

/** By place. */
const packages = new Map<string, Package>()
/** Whether files, by path, lead to Ampt. */
const found = new Map<string, Promise<boolean>>()

/**
 * Whether a file belongs to an installed package that knows nothing of Ampt, nor of what is stubbed: by its manifest, by what the file itself
 * imports and, where Node would load it as an ES module, by what that imports in turn. What is required is seen to where it runs.
 */
export async function isForeign(file: string, stubs: Stubs, resolveImport: ResolveImport): Promise<boolean> {
  const own = packageOf(file)
  if (own === null) return false
  if (own.isDependent || own.dependencies.some((name) => Object.hasOwn(stubs, name))) return false
  return !(await leadsToAmpt(file, resolveImport))
}

function packageOf(file: string): Package | null {
  const place = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1]
  if (place === undefined) return null
  return getOrMake(packages, place, () => {
    const { dependencies, peerDependencies } = manifestIn(place) ?? {}
    const names = Object.keys({ ...dependencies, ...peerDependencies })
    return { dependencies: names, isDependent: names.some((name) => name.startsWith('@ampt/')) }
  })
}

function leadsToAmpt(start: string, resolveImport: ResolveImport): Promise<boolean> {
  const seen = new Set<string>()
  const visit = async (file: string): Promise<boolean> => {
    if (seen.has(file) || !existsSync(file)) return false
    seen.add(file)
    if (packageOf(file)?.isDependent === true) return true
    const text = readFileSync(file, 'utf8')
    if (amptPackages.test(text)) return true
    if (!isEsModule(file)) return false
    for (const specifier of await importsOf(text)) {
      const next = specifier.startsWith('.') ? join(dirname(file), specifier) : await resolveImport(specifier, file)
      if (next !== null && (await visit(next))) return true
    }
    return false
  }
  return getOrMake(found, start, () => visit(start))
}

async function importsOf(text: string): Promise<string[]> {
  await init()
  try {
    return parse(text)[0].flatMap(({ specifier }) => specifier ?? [])
  } catch {
    // Node will say what is wrong with it.
    return []
  }
}

/** Whether Node reads a file of a package as an ES module. */
export function isEsModule(file: string): boolean {
  if (/\.[cm]js$/.test(file)) return file.endsWith('.mjs')
  for (let place = dirname(file); dirname(place) !== place; place = dirname(place)) {
    const manifest = manifestIn(place)
    if (manifest !== null) return manifest.type === 'module'
  }
  return false
}

interface Manifest {
  readonly type?: string
  readonly dependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
}

const manifests = new Map<string, Manifest | null>()

function manifestIn(place: string): Manifest | null {
  const known = manifests.get(place)
  if (known !== undefined) return known
  const path = join(place, 'package.json')
  const manifest = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : null
  manifests.set(place, manifest)
  return manifest
}
