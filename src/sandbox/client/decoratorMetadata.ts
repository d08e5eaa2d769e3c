import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getOrMake } from '../../model/getOrMake'
import { decoratorCompiler } from './decoratorCompiler'

/** What may be a decorator: not a package's name in a string, nor what begins a line of a comment. */
const mayDecorate = /@(?<!(['"`\w./-]|(\*|\/\/)[ \t]*)@)\w/

type Answer = { readonly files: readonly string[] } | { readonly id: number; readonly code: string | null }

/**
 * Adds to classes with decorators the types that `emitDecoratorMetadata` of their tsconfig asks for, by which NestJS, TypeORM and tsyringe know what to
 * inject: esbuild knows no types. The TypeScript of the workspace does it, in a process of its own, as all that is the workspace's.
 */
export class DecoratorMetadata {
  /** Whether files ask for it in a workspace without TypeScript. */
  isLost = false
  /** Whether files get none. */
  isOff = false
  /** By path. */
  private readonly known = new Map<string, Promise<string | null>>()
  /** When the files were written of which that is made, by path, in epoch ms. */
  private readonly inputs = new Map<string, number>()
  private readonly asked = new Map<number, (code: string | null) => void>()
  private compiler: ChildProcess | null = null

  constructor(private readonly folder: string) {}

  /** Forgets what was compiled, where one of the files that hang together with it is another by now. */
  begin(): void {
    if ([...this.inputs].some(([path, writtenAt]) => writtenOf(path) !== writtenAt)) this.forget()
  }

  forget(): void {
    this.known.clear()
    this.inputs.clear()
  }

  /** Gives the text of a file with what was asked for, as JavaScript; null where there is nothing to add. */
  compile(path: string, text: string): Promise<string | null> {
    const nothing = Promise.resolve(null)
    if (this.isOff || !/\.[cm]?tsx?$/.test(path) || !mayDecorate.test(text)) return nothing
    const config = configOf(dirname(path))
    if (config === null || settingIn(config) !== true) return nothing
    return getOrMake(this.known, path, () => this.ask(path, config))
  }

  /** Whether a file was compiled. */
  get isUsed(): boolean {
    return this.known.size > 0
  }

  /** Ends the process, until it is needed again. */
  end(): void {
    this.compiler?.kill()
    this.compiler = null
    this.asked.clear()
  }

  private ask(file: string, config: string): Promise<string | null> {
    const typescript = resolved('typescript', join(this.folder, 'package.json'))
    if (typescript === undefined) {
      this.isLost = true
      return Promise.resolve(null)
    }
    this.compiler ??= this.start(typescript)
    const id = this.asked.size
    return new Promise((done) => {
      this.asked.set(id, done)
      this.compiler!.send({ id, file, config })
    })
  }

  private start(typescript: string): ChildProcess {
    const compiler = spawn(process.execPath, ['-e', decoratorCompiler, typescript], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
    })
    compiler.on('message', (message: Answer) => {
      if ('code' in message) this.asked.get(message.id)?.(message.code)
      else for (const path of message.files) this.inputs.set(path, writtenOf(path))
    })
    compiler.on('exit', () => {
      // One that does not run is none.
      this.isLost ||= this.compiler === compiler
      for (const done of this.asked.values()) done(null)
      if (this.compiler === compiler) this.compiler = null
    })
    return compiler
  }
}

/** The file that a name of a package means to a file; undefined where it means none. */
function resolved(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(name)
  } catch {
    return undefined
  }
}

function writtenOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** The nearest tsconfig of a folder. */
function configOf(folder: string): string | null {
  for (let place = folder; ; place = dirname(place)) {
    const file = join(place, 'tsconfig.json')
    if (existsSync(file)) return file
    if (dirname(place) === place) return null
  }
}

/** What a tsconfig says, or else the files that it extends. */
function settingIn(file: string | undefined, depth = 0): boolean | undefined {
  if (depth > 8 || file === undefined || !existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '')
  const own = /"emitDecoratorMetadata"\s*:\s*(true|false)/.exec(text)?.[1]
  if (own !== undefined) return own === 'true'
  const bases = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text)?.[1]?.matchAll(/"([^"]*)"/g) ?? []
  // The last of them wins.
  for (const [, base] of [...bases].reverse()) {
    const setting = settingIn(baseFile(base!, file), depth + 1)
    if (setting !== undefined) return setting
  }
  return undefined
}

/** What a tsconfig extends: a file by its path, or one of a package. */
function baseFile(base: string, from: string): string | undefined {
  return base.endsWith('.json') ? resolved(base, from) : (resolved(`${base}.json`, from) ?? resolved(`${base}/tsconfig.json`, from))
}
