import { existsSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join, posix, relative } from 'node:path'
import picomatch from 'picomatch'
import type { FileProblem, Link } from '../../model/graph'
import { isComponent } from './componentScripts'
import { isIgnored, rulesAbove, withRulesOf, type IgnoreRules } from './gitignore'
import { fileProblem, reasonOf } from './fileProblem'

export interface SourceList {
  /** Files of the app, relative to the folder, with `/`, in order. */
  readonly files: readonly string[]
  /** Files of tests, likewise. */
  readonly tests: readonly string[]
  /** Files that may say what belongs to the app and where imports lead: JSON, `.gitignore`, pnpm's workspace. */
  readonly settings: readonly string[]
  readonly problems: readonly FileProblem[]
  /** The links that were followed. */
  readonly links: readonly Link[]
}

/** Paths to leave out, as the setting files.exclude of VS Code has them: always, or where a sibling is there, such as `$(basename).ts`. */
export interface Exclusion {
  readonly glob: string
  readonly when: string | null
}

/**
 * The source files of a workspace folder (absolute): TypeScript and JavaScript, in components and declaration files too, without
 * `node_modules`, folders with a leading dot, what git ignores and what is excluded. `unsaved` are files that are yet to be written.
 */
export function listSourceFiles(folder: string, exclude: readonly Exclusion[] = [], unsaved: readonly string[] = []): SourceList {
  const exclusions = exclude.map(({ glob, when }) => ({ matches: picomatch(glob, { dot: true }), when }))
  const files: string[] = []
  const tests: string[] = []
  const settings: string[] = []
  const problems: FileProblem[] = []
  const open: { readonly path: string; readonly rules: IgnoreRules; readonly isTest: boolean }[] = []

  function walk(path: string, above: IgnoreRules, isTest: boolean): void {
    let entries: Dirent[]
    try {
      entries = readdirSync(join(folder, path), { withFileTypes: true })
    } catch (error) {
      problems.push(fileProblem(path === '' ? '.' : path, `The folder cannot be read (${reasonOf(error)}).`))
      return
    }
    const rules = entries.some(({ name }) => name === '.gitignore') ? withRulesOf(above, join(folder, path)) : above
    const isPackage = path === '' || entries.some(({ name }) => name === 'package.json')
    for (const entry of entries) {
      const isOfTests = isTest || isTestFolder(entry.name, isPackage)
      take(entry, path === '' ? entry.name : `${path}/${entry.name}`, rules, isOfTests)
    }
  }

  function take(entry: Dirent, path: string, rules: IgnoreRules, isTest: boolean): void {
    if (entry.isDirectory()) {
      if (!isForeign(entry.name) && !isOut(path, rules, true)) walk(path, rules, isTest)
    } else if (entry.isFile()) {
      if (isSettings(entry.name)) settings.push(path)
      else if (isSource(entry.name) && !isOut(path, rules, false)) put(path, isTest)
    } else if (entry.isSymbolicLink() && !isForeign(entry.name)) {
      open.push({ path, rules, isTest })
    }
  }

  /** Goes down to a file as `walk` would if it were there. */
  function takeUnsaved(path: string): void {
    let rules = rulesAbove(folder)
    let isTest = false
    let at = ''
    for (const name of path.split('/').slice(0, -1)) {
      rules = withRulesOf(rules, join(folder, at))
      isTest ||= isTestFolder(name, at === '' || existsSync(join(folder, at, 'package.json')))
      at = posix.join(at, name)
      if (isForeign(name) || isOut(at, rules, true)) return
    }
    if (isSource(path) && !isOut(path, withRulesOf(rules, join(folder, at)), false)) put(path, isTest)
  }

  function put(path: string, isTest: boolean): void {
    if (isTest || isTestFile(path)) tests.push(path)
    else files.push(path)
  }

  function isOut(path: string, rules: IgnoreRules, isFolder: boolean): boolean {
    if (exclusions.some(({ matches, when }) => matches(path) && (when === null || hasSibling(path, when)))) return true
    return rules.length > 0 && isIgnored(rules, join(folder, path), isFolder)
  }

  function hasSibling(path: string, when: string): boolean {
    const { dir, name } = posix.parse(path)
    return existsSync(
      join(
        folder,
        dir,
        when.replace('$(basename)', () => name),
      ),
    )
  }

  walk('', rulesAbove(folder), false)
  unsaved.forEach(takeUnsaved)
  // Links come last: what lies inside the folder was met under its own name, and each target is walked once, so no loop is followed.
  const root = realpathSync(folder)
  const links: Link[] = root === folder ? [] : [{ path: '', target: root }]
  const seen = new Set<string>()
  for (let link = open.shift(); link !== undefined; link = open.shift()) {
    const { path, rules, isTest } = link
    try {
      const target = realpathSync(join(folder, path))
      const isFolder = statSync(target).isDirectory()
      if (seen.has(target) || isInside(root, target) || isInside(target, root) || isOut(path, rules, isFolder)) continue
      seen.add(target)
      links.push({ path, target })
      if (isFolder) walk(path, rules, isTest)
      else if (isSource(path)) put(path, isTest)
    } catch (error) {
      if (isSource(path)) problems.push(fileProblem(path, `The link cannot be followed (${reasonOf(error)}).`))
    }
  }
  return { files: files.sort(), tests: tests.sort(), settings: settings.sort(), problems, links }
}

/** Whether a file can say what belongs to the app, or where imports lead. */
export function isSettings(path: string): boolean {
  return /(?:\.json|(?:^|\/)(?:\.gitignore|pnpm-workspace\.yaml))$/.test(path)
}

/** Whether a path names TypeScript or JavaScript, of the app or of tests; what declarations add to types belongs to it. */
export function isSource(path: string): boolean {
  return (/\.[cm]?[jt]sx?$/.test(path) || isComponent(path)) && !/(^|\/)\.[^/]*$/.test(path)
}

function isTestFile(path: string): boolean {
  return /\.(test|spec|e2e|e2e-spec|cy|test-d|spec-d)\.[^./]+$|(?:^|\/)(?:jest|vitest)[.-]setup\.[^/]+$/.test(path)
}

function isForeign(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.')
}

/** `test` beside a package.json holds tests; elsewhere an app may call anything so. */
function isTestFolder(name: string, isInPackage: boolean): boolean {
  return (
    name === '__tests__' || name === '__mocks__' || name === 'e2e' || (isInPackage && ['test', 'tests', 'spec', 'cypress'].includes(name))
  )
}

function isInside(parent: string, path: string): boolean {
  const between = relative(parent, path)
  return between === '' || (!between.startsWith('..') && between !== path)
}
