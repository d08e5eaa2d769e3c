import { statSync } from 'node:fs'
import Module from 'node:module'
import { dirname, isAbsolute, resolve, sep } from 'node:path'
import { lateKey, type LateFile } from '../../../model/protocol'
import { aroundLoads } from '../aroundLoads'
import type { Call } from '../replace'

/** What an instance of the app takes for modules that are not in its bundle by name. */
export class InstanceModules {
  /** What the bundle holds of files that an earlier run asked for, by `lateKey`. */
  private late: Readonly<Record<string, () => unknown>> = {}

  /** `onMissed` is told of source files that are asked for and not in the bundle. */
  constructor(
    private readonly standIns: Readonly<Record<string, object>>,
    private readonly onMissed: (file: LateFile) => void,
  ) {}

  keep(late: Readonly<Record<string, () => unknown>>): void {
    this.late = late
  }

  /** What stands in for one of Ampt's packages. Throws where such a package has no such part. */
  standIn(specifier: string): object | null {
    const name = specifier.replace(/^ampt:/, '')
    if (name === specifier && !/^(@ampt\/(sdk|data)|@serverless\/cloud)(\/|$)/.test(name)) return null
    const module = this.standIns[name]
    if (module !== undefined) return module
    throw new Error(`"${name}" is not simulated. Replace it with "stubs" in a scenario file.`)
  }

  /**
   * The module of a source file of the app; null where `path` (absolute) is none. One that is not in the bundle comes as an empty object: the run
   * will be made again with it.
   */
  file(how: LateFile['how'], path: string): unknown {
    const file = sourceAt(path)
    if (file === null) return null
    const take = this.late[lateKey({ how, path: file })]
    if (take !== undefined) return take()
    this.onMissed({ how, path: file })
    return {}
  }
}

/**
 * Brings `require` of code outside the bundle, such as packages and what `createRequire` gives, to the modules of the instance that runs. `ownUuids`
 * makes of the package `uuid` what they get for it. `onFile` is told of each file before it runs, of which large packages have thousands.
 */
export function installModuleDoors(modulesNow: () => InstanceModules | null, ownUuids: (uuid: object) => object, onFile: () => void): void {
  const { prototype } = Module as unknown as { readonly prototype: Record<'_compile', Call> }
  const compile = prototype._compile
  prototype._compile = function (...args) {
    onFile()
    return compile.apply(this, args)
  }
  aroundLoads((request, load, from) => {
    const modules = modulesNow()
    if (modules === null || from === null || from.startsWith(__dirname + sep)) return load()
    const isPath = isAbsolute(request) || /^\.{1,2}(\/|$)/.test(request)
    const found = isPath ? modules.file('require', resolve(dirname(from), request)) : modules.standIn(request)
    if (found !== null) return found
    const module = load()
    if (request === 'uuid') return ownUuids(module as object)
    return request === 'nanoid' ? modules.standIn('ampt:nanoid') : module
  })
}

/** The source file that a path means, by the names that TypeScript's have when built or without an ending; packages have none. */
function sourceAt(path: string): string | null {
  if (path.includes(`${sep}node_modules${sep}`)) return null
  const endings = ['', '.ts', '.js', '.tsx', `${sep}index.ts`, `${sep}index.js`]
  const paths = [...endings.map((ending) => path + ending), path.replace(/\.([cm]?)js$/, '.$1ts')]
  return paths.find((one) => /\.[cm]?[jt]sx?$/.test(one) && isFile(one)) ?? null
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}
