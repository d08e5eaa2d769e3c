import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { moduleExports } from '../modules/moduleExports'
import { augmentationsOf } from './augmentations'
import { aliasedType, namedDeclaration, writtenType } from './typeDeclaration'
import { memberOfType, type Member } from './typeMembers'
import { isFunctionNode } from '../syntax/functionAround'
import { onlyReturned } from '../syntax/returnedExpressions'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import { alternatives } from '../values/value'
import type { Journal } from '../journal/journal'
import { createKept } from '../journal/works'

// What a package makes with types of the app gives what these say: `new AsyncLocalStorage<Store>()`, `Hono<{ Variables: Variables }>`,
// `initTRPC.context<Context>()`, `container.resolve<Bus>('bus')`. What it has beside its own, the app declares: `declare module 'fastify'`.

/** Longer ways are for a type checker. */
const deepest = 24

/** A member of what a package gives, and the type that has it; null where no type of the app tells. */
export function givenMember(evaluator: Evaluator, node: ts.Node, name: string): { readonly member: Member; readonly type: ts.Node } | null {
  const found = (type: ts.Node): { member: Member; type: ts.Node } | null => {
    const member = memberOfType(evaluator, type, name)
    return member && { member, type }
  }
  const given = givenFor(evaluator, node, 0)
  for (const type of [...given, ...given.flatMap((one) => partsOf(evaluator, one)), ...augmented(evaluator, node, 0)]) {
    const one = found(type)
    if (one !== null) return one
  }
  return null
}

/** The types that an expression, or what a declaration names, may be of. */
function givenFor(evaluator: Evaluator, node: ts.Node, depth: number): readonly ts.Node[] {
  const inner = ts.isExpression(node) ? unwrapped(node) : null
  if (inner !== null) return givenFor(evaluator, inner, depth)
  if (ts.isCallExpression(node)) return [...heldBy(evaluator, node, depth), ...classesIn(evaluator, node)]
  if (ts.isPropertyAccessExpression(node)) return heldBy(evaluator, node, depth)
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : node
  if (declaration === null || depth > deepest) return []
  if (ts.isVariableDeclaration(declaration)) {
    return declaration.type === undefined && declaration.initializer !== undefined
      ? givenFor(evaluator, declaration.initializer, depth + 1)
      : []
  }
  return heldBy(evaluator, declaration, depth + 1)
}

/** The types that something was made with, which tell what comes out of it. */
function heldBy(evaluator: Evaluator, node: ts.Node | null, depth: number): readonly ts.Node[] {
  if (node === null || depth > deepest) return []
  const next = (one: ts.Node | null): readonly ts.Node[] => heldBy(evaluator, one, depth + 1)
  const inner = ts.isExpression(node) ? unwrapped(node) : null
  if (inner !== null) return next(inner)
  if (ts.isNewExpression(node)) return node.typeArguments ?? []
  if (ts.isCallExpression(node)) return [...(node.typeArguments ?? []), ...next(node.expression)]
  if (ts.isPropertyAccessExpression(node)) return next(node.expression)
  if (ts.isTypeNode(node)) return argumentsOf(evaluator, node, depth)
  if (isFunctionNode(node)) return node.type === undefined ? next(onlyReturned(node)) : next(node.type)
  if (isImport(node)) return throughImport(evaluator, node, 'held', () => next(exportedNode(evaluator, node)))
  return source(node).flatMap(next)
}

/** The types that the app declares as parts of what a package gives. */
function augmented(evaluator: Evaluator, node: ts.Node | null, depth: number): readonly ts.Node[] {
  if (node === null || depth > deepest) return []
  const next = (one: ts.Node | null): readonly ts.Node[] => augmented(evaluator, one, depth + 1)
  const inner = ts.isExpression(node) ? unwrapped(node) : null
  if (inner !== null) return next(inner)
  if (ts.isNewExpression(node) || ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return next(node.expression)
  if (ts.isTypeReferenceNode(node)) {
    const name = ts.isIdentifier(node.typeName) ? node.typeName : node.typeName.right
    const root = ts.isIdentifier(node.typeName) ? node.typeName : node.typeName.left
    const from = ts.isIdentifier(root) ? packageOf(lookup(root, root.text, 'types')) : null
    return from === null ? [] : augmentationsOf(evaluator, from, name.text)
  }
  const from = packageOf(ts.isIdentifier(node) ? lookup(node, node.text) : node)
  if (from !== null) return augmentationsOf(evaluator, from)
  if (isImport(node)) return throughImport(evaluator, node, 'added', () => next(exportedNode(evaluator, node)))
  return source(node).flatMap(next)
}

type Types = readonly ts.Node[]
type Import = ts.ImportSpecifier | ts.ImportClause

const known = new WeakMap<Journal, Record<'held' | 'added', (node: Import, read: () => Types) => Types>>()

/** Who asks for an imported name hangs on the types alone, not on all that the file says. */
function throughImport({ project: { journal } }: Evaluator, node: Import, what: 'held' | 'added', read: () => Types): Types {
  const kept = known.get(journal) ?? { held: createKept(journal), added: createKept(journal) }
  known.set(journal, kept)
  return kept[what](node, read)
}

function isImport(node: ts.Node): node is Import {
  return ts.isImportSpecifier(node) || ts.isImportClause(node)
}

/** What tells of a declaration, or of what a name stands for: its type, what it begins with, or what calls it. */
function source(node: ts.Node): readonly ts.Node[] {
  if (ts.isIdentifier(node)) return one(lookup(node, node.text))
  if (ts.isVariableDeclaration(node)) return one(writtenType(node) ?? node.initializer)
  if (ts.isParameter(node)) return [writtenType(node) ?? takersOf(node.parent)].flat()
  if (node.kind === ts.SyntaxKind.ThisKeyword) return takersOfThis(node)
  return ts.isBindingElement(node) ? [node.parent.parent] : []
}

function one(node: ts.Node | null | undefined): readonly ts.Node[] {
  return node === null || node === undefined ? [] : [node]
}

/**
 * What takes a function, also in an object: a call, `app.route({ handler: async (request) => … })`, or the type that is written for it,
 * `const routes: FastifyPluginAsync<Deps> = async (app, { bus }) => …`, and its name.
 */
function takersOf(run: ts.Node): readonly ts.Node[] {
  let node = run.parent
  while (ts.isPropertyAssignment(node) || ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) node = node.parent
  if (ts.isCallExpression(node)) return [node]
  const type = ts.isVariableDeclaration(node) || ts.isSatisfiesExpression(node) || ts.isAsExpression(node) ? node.type : undefined
  if (type === undefined || !ts.isTypeReferenceNode(type)) return []
  return [type, ts.isIdentifier(type.typeName) ? type.typeName : type.typeName.left]
}

/** `app.get('/', function () { this… })` */
function takersOfThis(node: ts.Node): readonly ts.Node[] {
  const around = ts.findAncestor(node, (one) => ts.isFunctionLike(one) && !ts.isArrowFunction(one))
  return around !== undefined && ts.isFunctionExpression(around) ? takersOf(around) : []
}

/** The package that an import of a file is from, as it is written; null where it is from the app, or no import. */
function packageOf(declaration: ts.Node | null): string | null {
  const from = declaration === null ? undefined : ts.findAncestor(declaration, ts.isImportDeclaration)
  if (from === undefined || !ts.isStringLiteral(from.moduleSpecifier)) return null
  return from.moduleSpecifier.text.startsWith('.') ? null : from.moduleSpecifier.text
}

/** What a file of the app exports under the name that another imports. */
function exportedNode(evaluator: Evaluator, node: Import): ts.Node | null {
  const from = ts.findAncestor(node, ts.isImportDeclaration)?.moduleSpecifier
  if (from === undefined || !ts.isStringLiteral(from)) return null
  const name = ts.isImportClause(node) ? 'default' : (node.propertyName ?? node.name).text
  return exportedAs(evaluator, node.getSourceFile().fileName, from.text, name, 0)
}

function exportedAs(evaluator: Evaluator, file: string, specifier: string, name: string, depth: number): ts.Node | null {
  const target = evaluator.project.resolve(file, specifier)
  const source = target !== null && 'file' in target ? evaluator.project.source(target.file) : null
  if (source === null || depth > deepest) return null
  const { named, stars } = moduleExports(source)
  const found = named.get(name)
  if (found !== undefined && found.kind !== 'from') return found.node
  const ways =
    found === undefined ? stars.map((one) => [one, name] as const) : found.name === null ? [] : [[found.specifier, found.name] as const]
  for (const [next, as] of ways) {
    const node = exportedAs(evaluator, source.fileName, next, as, depth + 1)
    if (node !== null) return node
  }
  return null
}

/** `Context<Env>`, also behind a name of the app. */
function argumentsOf(evaluator: Evaluator, type: ts.TypeNode, depth: number): readonly ts.Node[] {
  if (!ts.isTypeReferenceNode(type)) return []
  const declaration = namedDeclaration(evaluator, type)
  const alias = declaration === null ? null : aliasedType(declaration)
  return alias === null ? (type.typeArguments ?? []) : heldBy(evaluator, alias, depth + 1)
}

/** `container.resolve(Bus)`: an instance of what it is called with. */
function classesIn(evaluator: Evaluator, { arguments: args }: ts.CallExpression): readonly ts.Node[] {
  const [first] = args
  if (first === undefined || !ts.isIdentifier(first)) return []
  return alternatives(evaluator.evaluate(first)).flatMap((value) => (value.kind === 'class' ? [value.node] : []))
}

/** `{ Variables: { bus: Bus } }`: the types of its members. */
function partsOf(evaluator: Evaluator, type: ts.Node): readonly ts.Node[] {
  const declaration = namedDeclaration(evaluator, type)
  const written = declaration === null ? type : (aliasedType(declaration) ?? declaration)
  const members = ts.isTypeLiteralNode(written) || ts.isInterfaceDeclaration(written) ? written.members : []
  return members.flatMap((member) => (ts.isPropertySignature(member) && member.type !== undefined ? [member.type] : []))
}
