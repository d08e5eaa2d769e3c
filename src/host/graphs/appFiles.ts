import type { DocumentFilter, TextDocument } from 'vscode'

const endings = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte', 'astro']

/** What of a folder the graph hangs on. Braces within braces would match nothing. */
export const readFiles = `**/{${endings.map((ending) => `*.${ending},`).join('')}*.json,.gitignore,pnpm-workspace.yaml}`

/** The documents that the language features are for: by their names, as the index has it, since languages hang on what is installed and set. */
export const appDocuments: DocumentFilter = { scheme: 'file', pattern: `**/*.{${endings.join(',')}}` }

export function isAppDocument({ uri }: TextDocument): boolean {
  return uri.scheme === 'file' && isAppPath(uri.path)
}

export function isAppPath(path: string): boolean {
  return endings.includes(path.slice(path.lastIndexOf('.') + 1))
}
