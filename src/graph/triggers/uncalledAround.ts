import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import type { FunctionUses } from '../calls/functionUses'
import { nameAround } from '../syntax/functionSite'
import { lookup } from '../syntax/scope'
import type { ReachingFiles } from '../modules/reachingFiles'
import { classLine } from '../values/classMembers'
import { isForeign } from '../values/isForeign'

/** Ways through more functions than this are taken to lead to a call. */
const mostFunctions = 100

/**
 * The function around a node, or around the calls that lead there, that nothing in the workspace calls or hands on, so that the node never
 * runs as far as the code tells; null where a way leads to it from the top of a file, or from what may be called in ways that are not told.
 */
export function uncalledAround(evaluator: Evaluator, uses: FunctionUses, reachingFiles: ReachingFiles, node: ts.Node): string | null {
  const first = functionAround(node)
  if (first === null) return null
  const open = new Set([first])
  let end = first
  for (const around of open) {
    const used = uses.of(around)
    if (used.length === 0 && end === first) end = around
    if (open.size > mostFunctions || (used.length === 0 && mayBeCalled(evaluator, reachingFiles, around))) return null
    for (const use of used) {
      const next = functionAround(use.node)
      if (next === null) return null
      open.add(next)
    }
  }
  return nameAround(end.body ?? end)
}

/** Whether a function may be called where it is not told which is: by a member of that name, a framework, or a name that stands for it. */
function mayBeCalled(evaluator: Evaluator, reachingFiles: ReachingFiles, node: FunctionNode): boolean {
  const { project } = evaluator
  const { parent } = node
  const named = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) ? parent : node
  const { name } = named
  if (name === undefined || !ts.isIdentifier(name) || ts.isAccessor(node)) return true
  if (ts.isClassElement(named)) return isOfFramework(evaluator, named) || project.journal.isTold('loose', name.text)
  if (!ts.isFunctionDeclaration(named) && !ts.isVariableDeclaration(named)) return true
  const file = node.getSourceFile().fileName
  return [file, ...reachingFiles(file)].some((one) => {
    const source = project.source(one)
    return source !== null && mentions(source, name.text, name)
  })
}

/** `onModuleInit` of what a framework makes: its class, or the member, has a decorator, or the class is written for what a package or the language knows. */
function isOfFramework(evaluator: Evaluator, member: ts.ClassElement): boolean {
  const { parent: owner } = member
  const isDecorated = (one: ts.Node): boolean => ts.canHaveDecorators(one) && ts.getDecorators(one) !== undefined
  const isWritten = ({ heritageClauses = [] as never }: ts.ClassLikeDeclaration): boolean =>
    heritageClauses.some(({ types }) => types.some((type) => isOfPackage(evaluator, type)))
  if (!ts.isClassLike(owner)) return false
  return isDecorated(member) || classLine(evaluator, owner).some((one) => isDecorated(one) || isWritten(one))
}

function isOfPackage(evaluator: Evaluator, { expression: type }: ts.ExpressionWithTypeArguments): boolean {
  const isOwn = ts.isIdentifier(type) && lookup(type, type.text) === null && lookup(type, type.text, 'types') !== null
  return !isOwn && isForeign(evaluator, type)
}

/** Whether a file names something so, but for where it is declared, imported and exported. */
function mentions(source: ts.SourceFile, word: string, declared: ts.Node): boolean {
  if (!source.text.includes(word)) return false
  const open: ts.Node[] = source.statements.filter((one) => !ts.isImportDeclaration(one) && !ts.isExportDeclaration(one))
  for (const node of open) {
    if (ts.isIdentifier(node) && node.text === word && node !== declared) return true
    ts.forEachChild(node, (child) => void open.push(child))
  }
  return false
}
