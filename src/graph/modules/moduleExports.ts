import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { requiredIn } from '../syntax/importOf'
import { hasModifier } from '../syntax/unwrapped'

/** What a file exports, as syntax: values are worked out on demand. */
export interface ModuleExports {
  readonly named: ReadonlyMap<string, Export>
  /** `exports[name] = …`. */
  readonly computed: readonly { readonly key: ts.Expression; readonly node: ts.Expression }[]
  /** Objects of which all is exported by `Object.assign(exports, { … })`. */
  readonly copied: readonly ts.Expression[]
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[]
  /** Where types alone come from: `export type … from`. */
  readonly types: { readonly named: ReadonlyMap<string, Extract<Export, { kind: 'from' }>>; readonly stars: readonly string[] }
  /** The right side of `module.exports =` or `export =`, or the content of a JSON file. */
  readonly assigned: ts.Expression | null
}

export type Export =
  | { readonly kind: 'declaration'; readonly node: ts.Node }
  | { readonly kind: 'expression'; readonly node: ts.Expression }
  /** `name` null stands for the whole namespace. */
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string | null }

/** The same while it is read. */
interface Found extends ModuleExports {
  readonly named: Map<string, Export>
  readonly computed: { readonly key: ts.Expression; readonly node: ts.Expression }[]
  readonly copied: ts.Expression[]
  readonly stars: string[]
  readonly types: { readonly named: Map<string, Extract<Export, { kind: 'from' }>>; readonly stars: string[] }
  assigned: ts.Expression | null
}

/** Read once for each tree. */
export const moduleExports = onceFor((source: ts.SourceFile): ModuleExports => {
  const found: Found = { named: new Map(), computed: [], copied: [], stars: [], types: { named: new Map(), stars: [] }, assigned: null }
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) readFrom(statement, found)
    else if (ts.isExportAssignment(statement)) {
      if (statement.isExportEquals === true) found.assigned = statement.expression
      else found.named.set('default', { kind: 'expression', node: statement.expression })
    } else if (ts.isExpressionStatement(statement)) {
      readCopied(statement.expression, found)
      const content = source.fileName.endsWith('.json') ? statement.expression : found.assigned
      found.assigned = readCommonJs(statement.expression, found) ?? content
    } else if (hasModifier(statement, ts.SyntaxKind.ExportKeyword)) readDeclared(statement, found)
    else if (ts.isVariableStatement(statement)) {
      // const self = module.exports = { … }
      for (const { initializer } of statement.declarationList.declarations)
        if (initializer !== undefined) found.assigned = readCommonJs(initializer, found) ?? found.assigned
    }
  }
  return found
})

/** `export … from './a'`, and `export { … }`. */
function readFrom({ moduleSpecifier, exportClause: clause, isTypeOnly }: ts.ExportDeclaration, found: Found): void {
  const specifier = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : null
  const { named, stars } = isTypeOnly ? found.types : found
  if (clause !== undefined && ts.isNamedExports(clause)) {
    for (const { name, propertyName = name } of clause.elements) {
      if (specifier !== null) named.set(name.text, { kind: 'from', specifier, name: propertyName.text })
      else if (!isTypeOnly) found.named.set(name.text, { kind: 'expression', node: propertyName })
    }
  } else if (specifier !== null && clause === undefined) stars.push(specifier)
  else if (specifier !== null && !isTypeOnly) found.named.set(clause!.name.text, { kind: 'from', specifier, name: null })
}

/** `Object.assign(module.exports, require('./a'), { … })` */
function readCopied(expression: ts.Expression, { copied, stars }: Found): void {
  for (const one of copiedBy(expression)) {
    const specifier = requiredIn(one)
    if (specifier === null) copied.push(one)
    else stars.push(specifier)
  }
}

/** `export const a = …`, `export function a() {}` */
function readDeclared(statement: ts.Statement, { named }: Found): void {
  const declare = (name: ts.BindingName, node: ts.Node): void => {
    if (ts.isIdentifier(name)) named.set(name.text, { kind: 'declaration', node })
    else name.elements.forEach((element) => ts.isBindingElement(element) && declare(element.name, element))
  }
  if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) declare(declaration.name, declaration)
  } else if (isDeclaration(statement)) {
    const name = hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? 'default' : statement.name?.text
    // Of overloads, the one with the body is what runs.
    const hides = ts.isFunctionDeclaration(statement) && statement.body === undefined && name !== undefined && named.has(name)
    if (name !== undefined && !hides) named.set(name, { kind: 'declaration', node: statement })
  }
}

/** Takes in `exports.x = …` and `module.exports.x = …`; gives the right side of `module.exports = …`. */
function readCommonJs(expression: ts.Expression, found: Found): ts.Expression | null {
  if (ts.isParenthesizedExpression(expression)) return readCommonJs(expression.expression, found)
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null
  const { left, right } = expression
  if (isModuleExports(left)) return readCommonJs(right, found) ?? right
  if (isNamed(left, 'exports')) return readCommonJs(right, found)
  if (ts.isPropertyAccessExpression(left) && isExports(left.expression)) {
    found.named.set(left.name.text, { kind: 'expression', node: right })
  }
  if (ts.isElementAccessExpression(left) && isExports(left.expression)) {
    const key = left.argumentExpression
    if (ts.isStringLiteralLike(key)) found.named.set(key.text, { kind: 'expression', node: right })
    else found.computed.push({ key, node: right })
  }
  return null
}

/** What all is exported of by `Object.assign(module.exports, require('./a'))`, or as a compiler writes `export * from './a'`. */
function copiedBy(expression: ts.Expression): readonly ts.Expression[] {
  if (!ts.isCallExpression(expression)) return []
  const { expression: callee, arguments: args } = expression
  const isCopy = ts.isPropertyAccessExpression(callee) && callee.name.text === 'assign' && isNamed(callee.expression, 'Object')
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : ''
  if (!isCopy && name !== '__exportStar') return []
  const others = args.filter((one) => !isExports(one))
  return others.length === args.length ? [] : others
}

/** `module.exports`, or `exports`. */
export function isExports(node: ts.Expression): boolean {
  return isModuleExports(node) || isNamed(node, 'exports')
}

export function isModuleExports(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'exports' && isNamed(node.expression, 'module')
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

function isDeclaration(node: ts.Node): node is ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration | ts.ModuleDeclaration {
  return ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)
}

/** Whether a module does not export a name for certain: it exports by single names alone, and names `exports` nowhere else. */
export function lacksExport(source: ts.SourceFile, name: string): boolean {
  const { named, computed, copied, stars, assigned } = moduleExports(source)
  if (name === 'default' || named.has(name) || assigned !== null) return false
  return [computed, copied, stars].every(({ length }) => length === 0) && mentionsIn(source).length <= named.size
}

/** Where the text may export something, beyond the words `export` that are read. */
const mentionsIn = onceFor(({ text }: ts.SourceFile): readonly string[] => text.match(/\bexports\b|\bexport\s+import\b/g) ?? [])
