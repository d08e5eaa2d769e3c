import { init, parse } from 'es-module-lexer'

/** Names that a wrapped bundle takes as parameters. */
const bundleParameters = ['__import', '__dyn_', 'require', '__metaOf', '__keepLate'] as const

/**
 * Turns an ES module, as esbuild writes it, into the text of a function of what is to be its `globalThis` (twice: `global` too), which gives an
 * async function of `bundleParameters`: each call of both is an instance of the app that shares nothing with the others. `fileAt` tells which file a
 * place of the module comes from (lines from 1, columns from 0): each gets its own `import.meta`, by `__metaOf(file)`. Static imports move to the front, as the language hoists them; what
 * stands where they were is blank, so that every line and column stays what the source map says, one line further down.
 */
export async function wrapBundle(code: string, isStrict: boolean, fileAt: (line: number, column: number) => string): Promise<string> {
  await init()
  const [imports] = parse(code)
  const hoisted: string[] = []
  const metas = new Map<string, string>()
  const metaAt = (index: number): string => {
    const before = code.slice(0, index)
    const file = fileAt(before.split('\n').length, index - before.lastIndexOf('\n') - 1)
    const name = metas.get(file) ?? `__meta_${metas.size.toString(36).padStart('import.meta'.length - '__meta_'.length, '0')}`
    metas.set(file, name)
    return name
  }
  let text = ''
  let at = 0
  for (const found of imports) {
    const { importStart, importEnd } = found
    text += code.slice(at, importStart)
    if (found.type === 'static') {
      const statement = code.slice(importStart, importEnd)
      hoisted.push(importStatement(statement, found.specifier))
      text += statement.replace(/[^\n]/g, ' ')
      at = importEnd
    } else {
      const [from, to] = found.type === 'dynamic' ? ['import', '__dyn_'] : ['import.meta', metaAt(importStart)]
      text += to
      at = importStart + from.length
    }
  }
  const directive = isStrict ? `'use strict';` : ''
  const own = [...metas].map(([file, name]) => `const ${name} = __metaOf(${JSON.stringify(file)});`)
  // Two functions, as the module may call something of its own by the name of a global.
  return `((globalThis, global) => async function (${bundleParameters.join(', ')}) {${directive}${[...own, ...hoisted].join('')}\n${text}${code.slice(at)}\n})`
}

/** `import a, { b as c } from "x"` as a declaration; esbuild writes no other forms than these. */
function importStatement(statement: string, specifier: string): string {
  const load = `await __import(${JSON.stringify(specifier)})`
  const clause = /^import\s+([\s\S]*?)\s+from\s/.exec(statement)?.[1]
  if (clause === undefined) return `${load};`
  const space = /\*\s+as\s+([\w$\p{L}]+)/u.exec(clause)
  const named = /\{([\s\S]*)\}/.exec(clause)?.[1]
  const main = /^([\w$\p{L}]+)/u.exec(clause)?.[1]
  const parts = (named ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => part.replace(/\s+as\s+/, ': '))
  if (main !== undefined) parts.unshift(`default: ${main}`)
  const module = space === null ? `const {${parts.join(', ')}} = ${load};` : `const ${space[1]} = ${load};`
  return space !== null && main !== undefined ? `${module}const ${main} = ${space[1]}.default;` : module
}
