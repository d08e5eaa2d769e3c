import { cpSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'

const ROOT = resolve(__dirname, '../..')

/** A fresh copy of a sample app that a test may change, where it still finds the packages of this project. Gives its path. */
export function copyWorkspace(name: string): string {
  const copy = resolve(ROOT, '.vscode-test/workspaces', name)
  rmSync(copy, { recursive: true, force: true })
  cpSync(resolve(ROOT, 'test/workspaces', name), copy, { recursive: true })
  return copy
}
