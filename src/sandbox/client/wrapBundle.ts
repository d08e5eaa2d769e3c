import { init, parse } from 'es-module-lexer'
import type { PackageOrder } from './packageOrder'

/** Names that a wrapped bundle takes as parameters. */
const bundleParameters = ['__import', '__dyn_', 'require', '__metaOf', '__keepLate', '__lazily'] as const

/** What is to stand in a text in place of a part of it. */
interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * Turns an ES module, as esbuild writes it, into the text of a function of what is to be its `globalThis` (twice: `global` too), which gives an
 * async function of `bundleParameters`: each call of both is an instance of the app that shares nothing with the others. `fileAt` tells which file a
 * place of the module comes from (lines from 1, columns from 0): each gets its own `import.meta`, by `__metaOf(file)`. Static imports move to the front, as the language hoists them, in the
 * order of `packages`; those of files that are asked for later load with these. What stands where they were is blank, so that every line and column
 * stays what the source map says, one line further down.
 */
export async function wrapBundle(
  code: string,
  isStrict: boolean,
  fileAt: (line: number, column: number) => string,
  packages: PackageOrder,
): Promise<string> {
  await init()
  const [imports] = parse(code)
  const lazy = new Set([...packages.later.values()].flat())
  const atStart: { readonly specifier: string; readonly text: string }[] = []
  const lazily: string[] = []
  const edits: Edit[] = []
  const metas = new Map<string, string>()
  const metaAt = (index: number): string => {
    const before = code.slice(0, index)
    const file = fileAt(before.split('\n').length, index - before.lastIndexOf('\n') - 1)
    const name = metas.get(file) ?? nameAsLong('import.meta', '__meta_', metas.size)
    metas.set(file, name)
    return name
  }
  for (const found of imports) {
    const { importStart, importEnd } = found
    if (found.type === 'static') {
      const statement = code.slice(importStart, importEnd)
      const { specifier } = found
      const names = importedNames(statement)
      if (lazy.has(specifier)) lazily.push(lateBinding(specifier, names))
      else atStart.push({ specifier, text: constants(specifier, names) })
      edits.push({ from: importStart, to: importEnd, text: statement.replace(/[^\n]/g, ' ') })
    } else {
      const [from, text] = found.type === 'dynamic' ? ['import', '__dyn_'] : ['import.meta', metaAt(importStart)]
      edits.push({ from: importStart, to: importStart + from.length, text })
    }
  }
  const loaders = lazyLoaders(code, packages)
  const place = ({ specifier }: { readonly specifier: string }): number => packages.atStart.indexOf(specifier)
  const front = [
    ...[...metas].map(([file, name]) => `const ${name} = __metaOf(${JSON.stringify(file)});`),
    ...(lazy.size === 0 ? [] : [`const __lazy = __lazily(${JSON.stringify(Object.fromEntries(packages.later))});`]),
    ...lazily,
    ...loaders.declared,
    ...atStart.sort((one, other) => place(one) - place(other)).map(({ text }) => text),
    ...(packages.ahead.length === 0 ? [] : [`await __lazy.loadAhead(${JSON.stringify(packages.ahead)});`]),
  ]
  const directive = isStrict ? `'use strict';` : ''
  const text = edited(code, [...edits, ...loaders.edits])
  // Two functions, as the module may call something of its own by the name of a global.
  return `((globalThis, global) => async function (${bundleParameters.join(', ')}) {${directive}${front.join('')}\n${text}\n})`
}

/** Where files that are asked for later come in, their packages load first: with `import()` one after another, else at once. */
function lazyLoaders(code: string, { later }: PackageOrder): { readonly declared: readonly string[]; readonly edits: readonly Edit[] } {
  const declared: string[] = []
  const edits: Edit[] = []
  const resolved = 'Promise.resolve()'
  const names = new Map<string, string>()
  for (const found of code.matchAll(/^var ([\w$]+) = __(?:esm|commonJS)\(\{\n {2}(async )?("(?:[^"\\]|\\.)*")\(.*\) \{$/gm)) {
    const [whole, init, isAsync, file] = found
    if (!later.has(JSON.parse(file!) as string)) continue
    const name = nameAsLong(resolved.slice(0, -2), '__load_', names.size)
    names.set(init!, name)
    declared.push(`const ${name} = () => __lazy.load(${file});`)
    const end = found.index + whole.length
    edits.push({ from: end, to: end, text: isAsync === undefined ? `__lazy.loadAtOnce(${file});` : `await ${name}();` })
  }
  for (const found of code.matchAll(/Promise\.resolve\(\)\.then\(\(\) => (?:__toESM)?\(([\w$]+)\(\)/g)) {
    const name = names.get(found[1]!)
    if (name !== undefined) edits.push({ from: found.index, to: found.index + resolved.length, text: `${name}()` })
  }
  return { declared, edits }
}

function edited(code: string, edits: Edit[]): string {
  let text = ''
  let at = 0
  for (const edit of edits.sort((one, other) => one.from - other.from)) {
    text += code.slice(at, edit.from) + edit.text
    at = edit.to
  }
  return text + code.slice(at)
}

/** A name of ours for `text`, as long as that is. */
function nameAsLong(text: string, prefix: string, index: number): string {
  return prefix + index.toString(36).padStart(text.length - prefix.length, '0')
}

/** What an import statement gives names to: `name` of the module, as a string of JavaScript or null for all of it, is `as` in the app. */
type ImportedName = readonly [name: string | null, as: string]

/** The names of `import a, { b as c } from "x"`; esbuild writes no other forms than these. */
function importedNames(statement: string): ImportedName[] {
  const clause = /^import\s+([\s\S]*?)\s+from\s/.exec(statement)?.[1]
  if (clause === undefined) return []
  const space = /\*\s+as\s+([\w$\p{L}]+)/u.exec(clause)?.[1]
  const main = /^([\w$\p{L}]+)/u.exec(clause)?.[1]
  const parts = (/\{([\s\S]*)\}/.exec(clause)?.[1] ?? '').split(',').flatMap((part): ImportedName[] => {
    const [name, as] = part.trim().split(/\s+as\s+/)
    return name === '' ? [] : [[quoted(name!), as ?? name!]]
  })
  return [...(main === undefined ? [] : [['"default"', main] as const]), ...(space === undefined ? [] : [[null, space] as const]), ...parts]
}

function quoted(name: string): string {
  return name.startsWith('"') ? name : JSON.stringify(name)
}

function constants(specifier: string, names: readonly ImportedName[]): string {
  const space = names.find(([name]) => name === null)?.[1]
  const named = names.filter(([name]) => name !== null)
  const load = `await __import(${JSON.stringify(specifier)}, [${named.map(([name, as]) => `[${name}, ${JSON.stringify(as)}]`).join()}])`
  const parts = named.map(([name, as]) => `${name}: ${as}`)
  const taken = parts.length === 0 ? '' : `const {${parts.join(', ')}} = ${space ?? load};`
  if (space !== undefined) return `const ${space} = ${load};${taken}`
  return taken === '' ? `${load};` : taken
}

function lateBinding(specifier: string, names: readonly ImportedName[]): string {
  const declared = names.length === 0 ? '' : `let ${names.map(([, as]) => as).join(', ')};`
  const given = names.map(([name, as]) => `${as} = module${name === null ? '' : `[${name}]`};`)
  return `${declared}__lazy.bind(${JSON.stringify(specifier)}, (module) => {${given.join('')}});`
}
