import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(__dirname, '../..')

/** The folder of the built files, which tests of whole runs use as users do. Throws when it was not built. */
export const dist = join(root, 'dist')
if (!existsSync(join(dist, 'child.js'))) throw new Error('dist/ is not built. Run "npm run build" first.')

/** Absolute path of a sample app. */
export function workspace(name: string): string {
  return join(root, 'test/workspaces', name)
}
