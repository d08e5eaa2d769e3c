import { ts } from 'ts-morph'
import { importOf, type Imported } from '../syntax/importOf'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import type { Evaluator } from './evaluate'
import { moduleExports } from '../modules/moduleExports'

/** Longer ways from file to file are taken to lead to ours. */
const deepest = 8

/** Whether an expression gives what no code of the workspace made: a global, what a package exports, or what these make of themselves. */
export function isForeign(evaluator: Evaluator, node: ts.Expression, depth = 0): boolean {
  const inner = unwrapped(node)
  if (inner !== null) return isForeign(evaluator, inner, depth)
  if (ts.isNewExpression(node)) return isForeign(evaluator, node.expression, depth)
  // What hangs on an object that was made, such as the services of a container, may be ours.
  if (ts.isPropertyAccessExpression(node)) return !isOurName(evaluator, node.expression) && isForeign(evaluator, node.expression, depth)
  // What a package's own function makes of nothing of ours; an object of it, such as a container, may hold ours.
  if (ts.isCallExpression(node)) {
    return ts.isIdentifier(node.expression) && !node.arguments.some(ts.isIdentifier) && isForeign(evaluator, node.expression, depth)
  }
  if (!ts.isIdentifier(node)) return false
  const declaration = lookup(node, node.text)
  if (declaration === null) return node.text !== 'exports' && node.text !== 'arguments'
  return isForeignName(evaluator, declaration, depth)
}

function isForeignName(evaluator: Evaluator, declaration: ts.Node, depth: number): boolean {
  if (ts.isVariableDeclaration(declaration)) {
    const { initializer } = declaration
    return initializer !== undefined && ts.isIdentifier(declaration.name) && isForeign(evaluator, initializer, depth)
  }
  if (ts.isParameter(declaration)) return isOfPromise(declaration)
  const imported = importOf(declaration)
  return imported !== null && isForeignImport(evaluator, declaration.getSourceFile().fileName, imported, depth)
}

/** `new Promise((resolve) => save(resolve))` */
function isOfPromise({ parent: run }: ts.ParameterDeclaration): boolean {
  const { parent: made } = run
  return ts.isNewExpression(made) && made.expression.getText() === 'Promise' && lookup(made, 'Promise') === null
}

/** Whether what a file imports is a package's, also where another file of ours hands it on. */
function isForeignImport(
  evaluator: Evaluator,
  file: string,
  { specifier, name }: Pick<Imported, 'specifier' | 'name'>,
  depth: number,
): boolean {
  const target = evaluator.project.resolve(file, specifier)
  if (target === null || 'sdk' in target) return true
  const source = name === null || depth > deepest ? null : evaluator.project.source(target.file)
  const found = source === null ? undefined : moduleExports(source).named.get(name!)
  switch (found?.kind) {
    case 'from':
      return isForeignImport(evaluator, target.file, found, depth + 1)
    case 'expression':
      return isForeign(evaluator, found.node, depth + 1)
    case 'declaration':
      return isForeignName(evaluator, found.node, depth + 1)
    default:
      return false
  }
}

/** Whether a name is declared in the workspace: not that of a global or of a package's export. */
function isOurName(evaluator: Evaluator, node: ts.Expression): boolean {
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  if (declaration === null) return false
  const imported = importOf(declaration)
  if (imported === null) return ts.isVariableDeclaration(declaration)
  const target = evaluator.project.resolve(node.getSourceFile().fileName, imported.specifier)
  return target !== null && 'file' in target
}
