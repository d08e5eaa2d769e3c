import { dirname } from 'node:path'

/** What a workspace folder is called: its name, and where it lies when another has the same. */
export function folderLabel(name: string, path: string, names: readonly string[]): string {
  return names.filter((other) => other === name).length > 1 ? `${name} in ${dirname(path)}` : name
}
