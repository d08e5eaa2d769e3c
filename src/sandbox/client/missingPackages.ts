import { resolve } from 'node:path'
import type { BuildContext, BuildFailure, BuildResult } from 'esbuild'
import { packageOrder } from './packageOrder'

type Options = { write: false; metafile: true }
export type Build = BuildResult<Options>

/** Packages that are not there. With a file that is asked for while the app runs, it is Node who says so, then: the app may catch it. */
export class MissingPackages {
  /** By name and importing file. */
  private known: ReadonlySet<string> = new Set()

  /** Bundles of `folder` begin with `entry`. */
  constructor(
    private readonly folder: string,
    private readonly entry: string,
  ) {}

  /** Whether a package is left to Node. */
  has(name: string, importer: string): boolean {
    return this.known.has(keyOf(name, importer))
  }

  /** Builds, and rejects as esbuild does where something is missing that the app needs to start. */
  async build(context: BuildContext<Options>): Promise<Build> {
    this.known = new Set()
    try {
      return await context.rebuild()
    } catch (error) {
      const names = this.learn(error as Partial<BuildFailure>)
      if (names.length === 0) throw error
      const build = await context.rebuild()
      const { atStart } = packageOrder(build.metafile, this.entry)
      if (names.some((name) => atStart.includes(name))) throw error
      return build
    }
  }

  private learn({ errors = [] }: Partial<BuildFailure>): string[] {
    const missing = errors.flatMap(({ text, location }) => {
      const name = /^Could not resolve "([^./"][^"]*)"/.exec(text)?.[1]
      return name === undefined || location === null ? [] : [{ name, importer: resolve(this.folder, location.file) }]
    })
    this.known = new Set(missing.map(({ name, importer }) => keyOf(name, importer)))
    return missing.map(({ name }) => name)
  }
}

function keyOf(name: string, importer: string): string {
  return JSON.stringify([name, importer])
}
