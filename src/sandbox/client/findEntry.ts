import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UserError } from '../../model/userError'

/** Where Ampt and Node look for an app without `main`, in this order. */
const indexNames = ['index', 'src/index'].flatMap((name) =>
  ['ts', 'tsx', 'mts', 'js', 'mjs', 'cjs', 'jsx'].map((ending) => `${name}.${ending}`),
)

/**
 * The app's entry relative to `folder`: what `asked` names, else `main` of its package.json, else `index.*`, else the only app
 * below. Throws `UserError` where there is none, or several to choose from.
 */
export async function findEntry(folder: string, asked: string | null): Promise<string> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(`There is no folder ${folder}. Name the folder of your Ampt app.`)
  }
  if (asked !== null) {
    const found = sourceFile(folder, asked)
    if (found === null) throw new UserError(`The entry ${asked} does not exist in ${folder}. Name a file relative to that folder.`)
    return found
  }
  const own = appEntry(folder)
  if (own !== null) return own
  const apps = await entryCandidates(folder)
  if (apps.length === 1) return apps[0]!
  if (apps.length > 1) {
    throw new UserError(
      `There are several apps here: ${apps.join(', ')}. Choose one with --entry FILE, or with the setting amptEvents.entry.`,
    )
  }
  const main = mainOf(folder)
  const why = main === null ? 'no "main" in package.json' : `no file ${main}, which is "main" of package.json,`
  throw new UserError(
    `No entry was found in ${folder}: ${why} and no index.* file. Name it with --entry FILE, or with the setting amptEvents.entry.`,
  )
}

/** The entries of all apps in the workspace: of the folder itself and of packages below it that depend on Ampt. */
export async function entryCandidates(folder: string): Promise<string[]> {
  const own = appEntry(folder)
  // Most folders have an entry of their own, and need neither.
  const [{ glob }, { default: ignore }] = await Promise.all([import('tinyglobby'), import('ignore')])
  const ignored = ignore()
  if (existsSync(join(folder, '.gitignore'))) ignored.add(readFileSync(join(folder, '.gitignore'), 'utf8'))
  const packages = await glob('*/**/package.json', { cwd: folder, ignore: ['**/node_modules/**'], deep: 5, followSymbolicLinks: false })
  const below = packages
    .filter((path) => !ignored.ignores(path))
    .map((path) => join(folder, path, '..'))
    .filter(dependsOnAmpt)
    .flatMap((app) => appEntry(app)?.replace(/^/, `${slashed(relative(folder, app))}/`) ?? [])
  return [...(own === null ? [] : [own]), ...below.sort()]
}

function appEntry(folder: string): string | null {
  const main = mainOf(folder)
  const found = main === null ? null : sourceFile(folder, main)
  return found ?? indexNames.find((name) => existsSync(join(folder, name))) ?? null
}

function mainOf(folder: string): string | null {
  const main = readPackage(folder)?.['main']
  return typeof main === 'string' ? main : null
}

/** A file as `main` may name it: as it is, without ending, the TypeScript behind a `.js`, or a folder's index. */
function sourceFile(folder: string, name: string): string | null {
  const bare = name.replace(/\.(c|m)?js$/, '')
  const endings = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js', '/index.mjs']
  for (const candidate of [name, ...endings.map((ending) => bare + ending)]) {
    const path = resolve(folder, candidate)
    if (existsSync(path) && statSync(path).isFile()) return slashed(relative(folder, path))
  }
  return null
}

function dependsOnAmpt(folder: string): boolean {
  const manifest = readPackage(folder)
  return ['dependencies', 'devDependencies'].some((field) => {
    const names = manifest?.[field]
    return (
      typeof names === 'object' &&
      names !== null &&
      Object.keys(names).some((name) => name.startsWith('@ampt/') || name === '@serverless/cloud')
    )
  })
}

function readPackage(folder: string): Record<string, unknown> | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return typeof manifest === 'object' ? (manifest as Record<string, unknown>) : null
  } catch {
    // No package.json, or one that is not JSON: the index files still tell where the app starts.
    return null
  }
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/')
}
