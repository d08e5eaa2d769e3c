import { ts } from 'ts-morph'
import { commentsOf } from './sourceTrees'

// Which declaration a name means, by the scopes around it: enough of the language's rules to answer without the type checker.

interface Names {
  readonly values: Map<string, ts.Node>
  readonly types: Map<string, ts.Node>
}

/** Most scopes declare no types, and many nothing: those share one map. */
const none = new Map<string, ts.Node>()
const namesOfScope = new WeakMap<ts.Node, Names>()

/** The declaration that `name` means at `at`, or null when no scope of the file declares it. */
export function lookup(at: ts.Node, name: string, space: 'values' | 'types' = 'values'): ts.Node | null {
  for (let node: ts.Node | undefined = at; node !== undefined; node = node.parent) {
    if (!scopeKinds.has(node.kind)) continue
    const found = names(node)[space].get(name)
    if (found !== undefined) return found
  }
  return null
}

/** The value that a statement list (a file, a namespace) declares under a name. */
export function declaredIn(scope: ts.Node, name: string): ts.Node | null {
  return names(scope).values.get(name) ?? null
}

function names(scope: ts.Node): Names {
  let known = namesOfScope.get(scope)
  if (known === undefined) {
    const found = { values: new Map<string, ts.Node>(), types: new Map<string, ts.Node>() }
    collect(scope, found)
    known = { values: found.values.size === 0 ? none : found.values, types: found.types.size === 0 ? none : found.types }
    namesOfScope.set(scope, known)
  }
  return known
}

/** The kinds of node that hold names of their own. */
const scopeKinds = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ModuleBlock,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.EnumDeclaration,
])

function collect(scope: ts.Node, into: Names): void {
  if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope)) {
    scope.statements.forEach((statement) => collectStatement(statement, into))
    if (ts.isSourceFile(scope)) [...scope.statements, scope.endOfFileToken].forEach((one) => collectTypedefs(one, into))
    if (!ts.isBlock(scope) || ts.isFunctionLike(scope.parent)) collectHoisted(scope, into)
  } else if (ts.isCaseBlock(scope)) {
    scope.clauses.forEach((clause) => clause.statements.forEach((statement) => collectStatement(statement, into)))
  } else if (ts.isFunctionLike(scope)) {
    if (ts.isFunctionExpression(scope) && scope.name !== undefined) into.values.set(scope.name.text, scope)
    scope.parameters.forEach((parameter) => collectBinding(parameter, into))
    scope.typeParameters?.forEach((parameter) => into.types.set(parameter.name.text, parameter))
  } else if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    if (scope.initializer !== undefined && ts.isVariableDeclarationList(scope.initializer)) {
      scope.initializer.declarations.forEach((declaration) => collectBinding(declaration, into))
    }
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration !== undefined) collectBinding(scope.variableDeclaration, into)
  } else if (ts.isClassLike(scope)) {
    if (scope.name !== undefined) into.values.set(scope.name.text, scope)
    scope.typeParameters?.forEach((parameter) => into.types.set(parameter.name.text, parameter))
  } else if (ts.isEnumDeclaration(scope)) {
    for (const member of scope.members) {
      if (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name)) into.values.set(member.name.text, member)
    }
  }
}

/** `@typedef` in the comments of JavaScript. */
function collectTypedefs(node: ts.Node, into: Names): void {
  for (const { tags = [] } of commentsOf(node)) {
    for (const tag of tags) if (ts.isJSDocTypedefTag(tag) && tag.name !== undefined) into.types.set(tag.name.getText(), tag)
  }
}

function collectStatement(statement: ts.Statement, into: Names): void {
  if (ts.isVariableStatement(statement)) {
    statement.declarationList.declarations.forEach((declaration) => collectBinding(declaration, into))
  } else if (ts.isFunctionDeclaration(statement)) {
    // Of overloads, the one with the body is what runs.
    if (statement.name !== undefined && (statement.body !== undefined || !into.values.has(statement.name.text))) {
      into.values.set(statement.name.text, statement)
    }
  } else if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    if (statement.name !== undefined) {
      into.values.set(statement.name.text, statement)
      into.types.set(statement.name.text, statement)
    }
  } else if (ts.isModuleDeclaration(statement)) {
    if (ts.isIdentifier(statement.name) && !into.values.has(statement.name.text)) into.values.set(statement.name.text, statement)
  } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    into.types.set(statement.name.text, statement)
  } else if (ts.isImportEqualsDeclaration(statement)) {
    into.values.set(statement.name.text, statement)
  } else if (ts.isImportDeclaration(statement)) {
    collectImports(statement.importClause, into)
  }
}

function collectImports(clause: ts.ImportClause | undefined, into: Names): void {
  if (clause === undefined) return
  const bindings = clause.namedBindings
  const declarations = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements
  for (const declaration of clause.name === undefined ? declarations : [clause, ...declarations]) {
    into.values.set(declaration.name!.text, declaration)
    into.types.set(declaration.name!.text, declaration)
  }
}

/** `var` belongs to the function around it, however deep it stands. */
function collectHoisted(scope: ts.Node, into: Names): void {
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      node.declarations.forEach((declaration) => collectBinding(declaration, into))
    }
    if (!ts.isExpression(node)) ts.forEachChild(node, visit)
  }
  ts.forEachChild(scope, visit)
}

function collectBinding(declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement, into: Names): void {
  if (ts.isIdentifier(declaration.name)) {
    if (!into.values.has(declaration.name.text)) into.values.set(declaration.name.text, declaration)
    return
  }
  for (const element of declaration.name.elements) {
    if (ts.isBindingElement(element)) collectBinding(element, into)
  }
}
