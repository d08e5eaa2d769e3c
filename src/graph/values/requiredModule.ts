import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { moduleExports } from '../modules/moduleExports'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import { choice } from './choice'
import { alternatives, unknown, withItem, type Value } from './value'

/** What `require` and `import()` give. `require` gives `module.exports` where the file sets it, both else the namespace. */
export function moduleOfCall(evaluator: Evaluator, file: string, specifier: string, isImport = false): Value {
  const target = evaluator.imported(file, specifier, null)
  if (target.kind !== 'module' || isImport) return target
  const source = evaluator.project.source(target.file)
  const assigned = source === null ? null : moduleExports(source).assigned
  if (source === null || assigned === null) return target
  const value = evaluator.evaluate(assigned)
  // To what is assigned more may be added: module.exports.name = …, Object.assign(module.exports, …)
  const { named, computed, copied } = moduleExports(source)
  return value.kind === 'object' && named.size + computed.length + copied.length > 0 ? target : value
}

/** What a call of `require` or `import` gives; null where it is none, or the module is not told. */
export function requiredBy(evaluator: Evaluator, node: ts.CallExpression, isImport = true): Value | null {
  const [first] = node.arguments
  const specifiers = first === undefined || !isModuleCall(node) ? [] : alternatives(evaluator.evaluate(first))
  const { fileName } = node.getSourceFile()
  // names.map((name) => require(`./${name}`))
  const modules = specifiers.map((one) =>
    one.kind === 'constant' && typeof one.value === 'string'
      ? withItem(moduleOfCall(evaluator, fileName, one.value, isImport), one.item)
      : unknown,
  )
  return modules.length === 0 || modules.includes(unknown) ? null : choice(modules)
}

/** Functions of compilers that make the namespace of an `import` of what `require` gives. */
const interop = /^_*(?:importStar|importDefault|toESM|interopRequire(?:Default|Wildcard))$/

export function isInterop(callee: ts.Expression): boolean {
  const inner = unwrapped(callee)
  if (inner !== null) return isInterop(inner)
  // (0, tslib_1.__importStar)(…)
  if (ts.isBinaryExpression(callee)) return isInterop(callee.right)
  return interop.test(ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : '')
}

export function isModuleCall({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true
  if (!ts.isIdentifier(expression) || expression.text !== 'require') return false
  const declaration = lookup(expression, 'require')
  if (declaration === null) return true
  // const require = createRequire(import.meta.url)
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    ts.isCallExpression(declaration.initializer) &&
    declaration.initializer.expression.getText() === 'createRequire'
  )
}
