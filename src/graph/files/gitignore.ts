import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ignore, { type Ignore } from 'ignore'

/** Rules of a repository's `.git/info/exclude` and of the `.gitignore` files from its root down to a folder, outermost first. */
export type IgnoreRules = readonly { readonly base: string; readonly matcher: Ignore }[]

/** The rules that reach `folder` (absolute) from the folders above it in its repository. */
export function rulesAbove(folder: string): IgnoreRules {
  const parents: string[] = []
  let repository = folder
  for (; !existsSync(join(repository, '.git')); repository = dirname(repository)) {
    if (dirname(repository) === repository) return []
    parents.unshift(dirname(repository))
  }
  const ofRepository = withRulesIn([], repository, '.git/info/exclude')
  const rules = parents.reduce<IgnoreRules>((above, parent) => withRulesOf(above, parent), ofRepository)
  // Who opens an ignored folder wants to see it.
  return folder !== repository && isIgnored(rules, folder, true) ? [] : rules
}

/** `rules` and those of the folder's own `.gitignore`, if it has one. */
export function withRulesOf(rules: IgnoreRules, folder: string): IgnoreRules {
  return withRulesIn(rules, folder, '.gitignore')
}

function withRulesIn(rules: IgnoreRules, folder: string, file: string): IgnoreRules {
  let text: string
  try {
    text = readFileSync(join(folder, file), 'utf8')
  } catch {
    return rules
  }
  return [...rules, { base: folder, matcher: ignore().add(text) }]
}

/** Whether git would leave out an absolute path. A rule further down overrules one further up. */
export function isIgnored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  for (const { base, matcher } of [...rules].reverse()) {
    const inside = relative(base, path).replaceAll('\\', '/')
    const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside)
    if (ignored || unignored) return ignored
  }
  return false
}
