import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join, relative } from 'node:path'
import ignore from 'ignore'
import type { FileProblem } from '../model/graph'
import { isIgnored, rulesAbove, withRulesOf, type IgnoreRules } from './gitignore'
import { fileProblem, reasonOf } from './fileProblem'

export interface SourceList {
  /** Relative to the folder, with `/`, in order. */
  readonly files: readonly string[]
  readonly problems: readonly FileProblem[]
}

/**
 * The source files of a workspace folder (absolute): TypeScript and JavaScript, without declaration files, tests, `node_modules`,
 * folders with a leading dot and what git ignores. `exclude` holds more patterns, as in `.gitignore`.
 */
export function listSourceFiles(folder: string, exclude: readonly string[] = []): SourceList {
  const excluded = exclude.length === 0 ? null : ignore().add([...exclude])
  const files: string[] = []
  const problems: FileProblem[] = []
  const links: { readonly path: string; readonly rules: IgnoreRules }[] = []

  function walk(path: string, above: IgnoreRules): void {
    let entries: Dirent[]
    try {
      entries = readdirSync(join(folder, path), { withFileTypes: true })
    } catch (error) {
      problems.push(fileProblem(path === '' ? '.' : path, `The folder cannot be read (${reasonOf(error)}).`))
      return
    }
    const rules = entries.some(({ name }) => name === '.gitignore') ? withRulesOf(above, join(folder, path)) : above
    for (const entry of entries) take(entry, path === '' ? entry.name : `${path}/${entry.name}`, rules)
  }

  function take(entry: Dirent, path: string, rules: IgnoreRules): void {
    if (entry.isDirectory()) {
      if (isForeign(entry.name) || isTestFolder(entry.name) || isOut(path, rules, true)) return
      walk(path, rules)
    } else if (entry.isFile()) {
      if (isSourceFile(entry.name) && !isOut(path, rules, false)) files.push(path)
    } else if (entry.isSymbolicLink() && !isForeign(entry.name) && !isTestFolder(entry.name)) {
      links.push({ path, rules })
    }
  }

  function isOut(path: string, rules: IgnoreRules, isFolder: boolean): boolean {
    if (excluded?.ignores(isFolder ? `${path}/` : path) === true) return true
    return rules.length > 0 && isIgnored(rules, join(folder, path), isFolder)
  }

  walk('', rulesAbove(folder))
  // Links come last: what lies inside the folder was met under its own name, and each target is walked once, so no loop is followed.
  const root = realpathSync(folder)
  const seen = new Set<string>()
  for (let link = links.shift(); link !== undefined; link = links.shift()) {
    const { path, rules } = link
    try {
      const target = realpathSync(join(folder, path))
      const isFolder = statSync(target).isDirectory()
      if (seen.has(target) || isInside(root, target) || isInside(target, root) || isOut(path, rules, isFolder)) continue
      seen.add(target)
      if (isFolder) walk(path, rules)
      else if (isSourceFile(path)) files.push(path)
    } catch (error) {
      if (isSourceFile(path)) problems.push(fileProblem(path, `The link cannot be followed (${reasonOf(error)}).`))
    }
  }
  return { files: files.sort(), problems }
}

/** Whether a path names TypeScript or JavaScript that an app may run: no declarations, no tests. */
export function isSourceFile(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$|\.(test|spec|e2e|e2e-spec)\.[^./]+$|(^|\/)\.[^/]*$/.test(path)
}

function isForeign(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.')
}

function isTestFolder(name: string): boolean {
  return name === '__tests__' || name === '__mocks__' || name === 'e2e'
}

function isInside(parent: string, path: string): boolean {
  const between = relative(parent, path)
  return between === '' || (!between.startsWith('..') && between !== path)
}
