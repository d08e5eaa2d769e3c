import { ts } from 'ts-morph'

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

const known = new WeakMap<ts.SourceFile, ModuleExports>()

export function moduleExports(source: ts.SourceFile): ModuleExports {
  let found = known.get(source)
  if (found === undefined) known.set(source, (found = read(source)))
  return found
}

function read(source: ts.SourceFile): ModuleExports {
  const named = new Map<string, Export>()
  const computed: { readonly key: ts.Expression; readonly node: ts.Expression }[] = []
  const copied: ts.Expression[] = []
  const stars: string[] = []
  const types = { named: new Map<string, Extract<Export, { kind: 'from' }>>(), stars: new Array<string>() }
  let assigned: ts.Expression | null = null

  const declare = (name: ts.BindingName, node: ts.Node): void => {
    if (ts.isIdentifier(name)) named.set(name.text, { kind: 'declaration', node })
    else name.elements.forEach((element) => ts.isBindingElement(element) && declare(element.name, element))
  }

  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      const specifier = statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : null
      const clause = statement.exportClause
      if (statement.isTypeOnly) {
        if (specifier !== null) readTypes(clause, specifier, types)
      } else if (clause === undefined) {
        if (specifier !== null) stars.push(specifier)
      } else if (ts.isNamespaceExport(clause)) {
        if (specifier !== null) named.set(clause.name.text, { kind: 'from', specifier, name: null })
      } else {
        for (const element of clause.elements) {
          const local = element.propertyName ?? element.name
          named.set(
            element.name.text,
            specifier !== null ? { kind: 'from', specifier, name: local.text } : { kind: 'expression', node: local },
          )
        }
      }
    } else if (ts.isExportAssignment(statement)) {
      if (statement.isExportEquals === true) assigned = statement.expression
      else named.set('default', { kind: 'expression', node: statement.expression })
    } else if (ts.isExpressionStatement(statement)) {
      for (const one of copiedBy(statement.expression)) {
        const specifier = requiredIn(one)
        if (specifier === null) copied.push(one)
        else stars.push(specifier)
      }
      assigned =
        readCommonJs(statement.expression, named, computed) ?? (source.fileName.endsWith('.json') ? statement.expression : assigned)
    } else if (ts.isVariableStatement(statement) && !isExported(statement)) {
      // const self = module.exports = { … }
      for (const { initializer } of statement.declarationList.declarations)
        if (initializer !== undefined) assigned = readCommonJs(initializer, named, computed) ?? assigned
    } else if (isExported(statement)) {
      if (ts.isVariableStatement(statement)) {
        statement.declarationList.declarations.forEach((declaration) => declare(declaration.name, declaration))
      } else if (isDeclaration(statement)) {
        const isDefault = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true
        const name = isDefault ? 'default' : statement.name?.text
        const hides = ts.isFunctionDeclaration(statement) && statement.body === undefined && name !== undefined && named.has(name)
        if (name !== undefined && !hides) named.set(name, { kind: 'declaration', node: statement })
      }
    }
  }
  return { named, computed, copied, stars, types, assigned }
}

function readTypes(
  clause: ts.NamedExportBindings | undefined,
  specifier: string,
  { named, stars }: { readonly named: Map<string, Extract<Export, { kind: 'from' }>>; readonly stars: string[] },
): void {
  if (clause === undefined) stars.push(specifier)
  else if (ts.isNamedExports(clause)) {
    for (const { name, propertyName } of clause.elements)
      named.set(name.text, { kind: 'from', specifier, name: (propertyName ?? name).text })
  }
}

/** Takes in `exports.x = …` and `module.exports.x = …`; gives the right side of `module.exports = …`. */
function readCommonJs(
  expression: ts.Expression,
  named: Map<string, Export>,
  computed: { readonly key: ts.Expression; readonly node: ts.Expression }[],
): ts.Expression | null {
  if (ts.isParenthesizedExpression(expression)) return readCommonJs(expression.expression, named, computed)
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null
  const { left, right } = expression
  if (isModuleExports(left)) return readCommonJs(right, named, computed) ?? right
  if (ts.isIdentifier(left) && left.text === 'exports') return readCommonJs(right, named, computed)
  if (ts.isPropertyAccessExpression(left) && isExports(left.expression)) {
    named.set(left.name.text, { kind: 'expression', node: right })
  }
  if (ts.isElementAccessExpression(left) && isExports(left.expression)) {
    const key = left.argumentExpression
    if (ts.isStringLiteralLike(key)) named.set(key.text, { kind: 'expression', node: right })
    else computed.push({ key, node: right })
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

function requiredIn(node: ts.Expression): string | null {
  const [first] = ts.isCallExpression(node) && isNamed(node.expression, 'require') ? node.arguments : []
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : null
}

/** `module.exports`, or `exports`. */
export function isExports(node: ts.Expression): boolean {
  return isModuleExports(node) || isNamed(node, 'exports')
}

function isModuleExports(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'exports' && isNamed(node.expression, 'module')
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
}

function isDeclaration(node: ts.Node): node is ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration | ts.ModuleDeclaration {
  return ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)
}
