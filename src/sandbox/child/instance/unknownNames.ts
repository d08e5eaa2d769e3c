/** What an import takes from a module, each `as` a name of the bundle. */
export type ImportedNames = readonly (readonly [name: string, as: string])[]

/**
 * Tells of names that a module is asked for and does not have, where the bundle's text has more of them than the import: one that is only exported
 * again, which esbuild cannot know for a type, is none that is used.
 */
export function createUnknownNames(code: string, tell: (name: string, module: string) => void) {
  const looked = new Set<string>()
  // The first line has the imports; such comments have the names of files.
  const text = (): string => code.slice(code.indexOf('\n')).replace(/^\/\/ .*$/gm, '')
  return (module: object, title: string, names: ImportedNames): void => {
    for (const [name, as] of names) {
      if (name in module || looked.has(as)) continue
      looked.add(as)
      if (hasName(text(), as)) tell(name, title)
    }
  }
}

/** Whether a text has a name that is none of a property. */
function hasName(text: string, name: string): boolean {
  const isPart = '[\\w$\\p{L}]'
  return new RegExp(`(?<!${isPart}|(?<!\\.)\\.)${name.replaceAll('$', '\\$')}(?!${isPart})`, 'u').test(text)
}
