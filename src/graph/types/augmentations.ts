import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'

/** An interface of a package to which the app adds members. */
export interface Augmentation {
  /** The module, or the global namespace, as it is written. */
  readonly of: string
  readonly node: ts.InterfaceDeclaration
}

/** The interfaces that a file adds members to: `declare module 'fastify' { interface FastifyInstance { bus: Bus } }`. */
export function augmentationsIn(source: ts.SourceFile): readonly Augmentation[] {
  return source.text.includes('declare') ? source.statements.flatMap((one) => within(one, null)) : []
}

/** `declare global { namespace Express { interface Request { bus: Bus } } }` adds to what @types/express has. */
function within(statement: ts.Statement, of: string | null): readonly Augmentation[] {
  if (ts.isInterfaceDeclaration(statement)) return of === null ? [] : [{ of, node: statement }]
  if (!ts.isModuleDeclaration(statement) || statement.body === undefined || !ts.isModuleBlock(statement.body)) return []
  const isGlobal = ts.isIdentifier(statement.name) && statement.name.text === 'global'
  return statement.body.statements.flatMap((one) => within(one, isGlobal ? null : (of ?? statement.name.text)))
}

/** What the app adds to the interface of a package, or to any of its interfaces. */
export function augmentationsOf(evaluator: Evaluator, from: string, name: string | null = null): readonly ts.InterfaceDeclaration[] {
  const all = evaluator.project.journal.told('augmented', from) as readonly ts.InterfaceDeclaration[]
  return name === null ? all : all.filter((one) => one.name.text === name)
}

/** The packages whose types a module, or a global namespace, may have: of express-serve-static-core, and of Express, express too. */
export function packagesOf(module: string): readonly string[] {
  const [scope = '', name = module] = module.startsWith('@') ? module.split('/', 2) : ['', module]
  const words = name.split('-')
  return words.map((_, index) =>
    [scope, words.slice(0, index + 1).join('-')]
      .filter((one) => one !== '')
      .join('/')
      .toLowerCase(),
  )
}
