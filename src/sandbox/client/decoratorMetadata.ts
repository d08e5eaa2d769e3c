import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Compiles what it is sent by the TypeScript at the path that it is given; fields and all else that is new in JavaScript stay, for esbuild. */
const program = `
const ts = require(process.argv[1])
const compilerOptions = { target: 99, module: ts.ModuleKind.Preserve ?? 99, jsx: 1, experimentalDecorators: true, emitDecoratorMetadata: true, useDefineForClassFields: true, inlineSourceMap: true }
process.on('message', ({ id, fileName, text }) => process.send({ id, code: ts.transpileModule(text, { fileName, compilerOptions }).outputText }))`

/** Where an import is named in a text: the line from 1, the column from 0. */
export interface ImportPlace {
  readonly line: number
  readonly column: number
}

/**
 * Adds to classes with decorators the types that `emitDecoratorMetadata` of their tsconfig asks for, by which NestJS, TypeORM and tsyringe know what to
 * inject: esbuild knows no types. The TypeScript of the workspace does it, in a process of its own, as all that is the workspace's.
 */
export class DecoratorMetadata {
  /** Whether files ask for it in a workspace without TypeScript. */
  isLost = false
  /** Whether files get none. */
  isOff = false
  /** By path, with the text that it is of. */
  private readonly known = new Map<string, { readonly text: string; readonly code: Promise<string | null> }>()
  /** Imports that are types, by path: looking at one file, TypeScript keeps them. */
  private readonly types = new Map<string, ImportPlace[]>()
  private readonly asked = new Map<number, (code: string | null) => void>()
  private compiler: ChildProcess | null = null

  constructor(private readonly folder: string) {}

  /** Gives the text of a file with what was asked for, as JavaScript; null where there is nothing to add. */
  compile(path: string, text: string): Promise<string | null> {
    if (this.isOff || !/\.[cm]?tsx?$/.test(path) || !/^\s*(export\s+)?(default\s+)?@\w/m.test(text) || !asksForMetadata(dirname(path)))
      return Promise.resolve(null)
    let own = this.known.get(path)
    if (own?.text !== text) this.known.set(path, (own = { text, code: this.ask(path, text) }))
    return own.code.then((code) => code && (this.types.get(path) ?? []).reduce(withoutImport, code))
  }

  /** Takes that an import of a file is a type. */
  isType(path: string, place: ImportPlace): void {
    this.types.set(path, [...(this.types.get(path) ?? []), place])
  }

  /** Forgets which imports are types. */
  forgetTypes(): void {
    this.types.clear()
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

  private ask(fileName: string, text: string): Promise<string | null> {
    const typescript = typescriptOf(this.folder)
    if (typescript === null) {
      this.isLost = true
      return Promise.resolve(null)
    }
    this.compiler ??= this.start(typescript)
    const id = this.asked.size
    return new Promise((done) => {
      this.asked.set(id, done)
      this.compiler!.send({ id, fileName, text })
    })
  }

  private start(typescript: string): ChildProcess {
    const compiler = spawn(process.execPath, ['-e', program, typescript], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
    })
    compiler.on('message', ({ id, code }: { id: number; code: string }) => this.asked.get(id)?.(code))
    compiler.on('exit', () => {
      // One that does not run is none.
      this.isLost ||= this.compiler === compiler
      for (const done of this.asked.values()) done(null)
      if (this.compiler === compiler) this.compiler = null
    })
    return compiler
  }
}

/** Blanks an import, so that all else stays where it is; its `typeof` is then "undefined", for which TypeScript emits Object. */
function withoutImport(code: string, { line, column }: ImportPlace): string {
  const lines = code.split('\n')
  const [before, rest] = [lines[line - 1]!.slice(0, column), lines[line - 1]!.slice(column)]
  const name = /^[\w$]+(\s+as\s+[\w$]+)?\s*,?/.exec(rest)?.[0] ?? ''
  const isAlone = /^import\s+$/.test(before) && !name.endsWith(',')
  lines[line - 1] = before + (isAlone ? '{}' : '').padEnd(name.length) + rest.slice(name.length)
  return lines.join('\n')
}

function typescriptOf(folder: string): string | null {
  try {
    return createRequire(join(folder, 'package.json')).resolve('typescript')
  } catch {
    return null
  }
}

/** By the nearest tsconfig of a folder, and the files that it extends. */
function asksForMetadata(folder: string): boolean {
  for (let place = folder; ; place = dirname(place)) {
    const file = join(place, 'tsconfig.json')
    if (existsSync(file)) return settingIn(file) === true
    if (dirname(place) === place) return false
  }
}

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
  const names = base.endsWith('.json') ? [base] : [`${base}.json`, `${base}/tsconfig.json`]
  const { resolve: find } = createRequire(from)
  for (const name of names) {
    try {
      return find(name)
    } catch {
      // The next one.
    }
  }
  return undefined
}
