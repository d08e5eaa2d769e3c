import fs from 'node:fs'
import { parseEnv } from 'node:util'
import type { Call } from '../replace'

type Newer = typeof fs & { globSync(...args: unknown[]): string[] }

const disposable = (args: unknown[]): { path: string; remove: () => void } => {
  const path = (fs.mkdtempSync as (...args: unknown[]) => string)(...args)
  return { path, remove: () => fs.rmSync(path, { recursive: true, force: true }) }
}
const glob = (...args: unknown[]): string[] => (fs as Newer).globSync(...args)

/** Functions that Node has since 20.12, by their owners, made of guarded ones: Node's own reach past these. */
export const newerCalls: readonly (readonly [owner: object, calls: Readonly<Record<string, Call>>])[] = [
  [
    fs,
    {
      mkdtempDisposableSync: (...args) => {
        const { path, remove } = disposable(args)
        return { path, remove, [Symbol.dispose]: remove }
      },
      glob: (...args) => {
        const done = args.pop() as Call
        let results: unknown[]
        try {
          results = [null, glob(...args)]
        } catch (error) {
          results = [error]
        }
        process.nextTick(done, ...results)
      },
    },
  ],
  [
    fs.promises,
    {
      mkdtempDisposable: async (...args) => {
        const { path, remove } = await Promise.resolve(args).then(disposable)
        const removeLater = async (): Promise<void> => Promise.resolve().then(remove)
        return { path, remove: removeLater, [Symbol.asyncDispose]: removeLater }
      },
      async *glob(...args) {
        yield* await Promise.resolve(args).then(() => glob(...args))
      },
    },
  ],
  [
    process,
    {
      loadEnvFile: (path = '.env') => {
        const values = parseEnv(fs.readFileSync(path as string, 'utf8'))
        for (const [key, value] of Object.entries(values)) process.env[key] ??= value
      },
    },
  ],
]
