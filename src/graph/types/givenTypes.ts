import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { augmentationsOf } from './augmentations'
import { typeBehind } from './typeBehind'
import { exportedNode, writtenType } from './typeDeclaration'
import { membersOfType, type OwnedMember } from './typeMembers'
import { isFunctionNode } from '../syntax/functionAround'
import { onlyReturned } from '../syntax/returnedExpressions'
import { importOf, isImport, type Import } from '../syntax/importOf'
import { lookup } from '../syntax/scope'
import { unwrapped } from '../syntax/unwrapped'
import { alternatives } from '../values/value'
import type { Journal } from '../journal/journal'
import { createKept } from '../journal/works'

// What a package makes with types of the app gives what these say: `new AsyncLocalStorage<Store>()`, `Hono<{ Variables: Variables }>`,
// `initTRPC.context<Context>()`, `container.resolve<Bus>('bus')`. What it has beside its own, the app declares: `declare module 'fastify'`.

/** Longer ways are for a type checker. */
const deepest = 24

/** The members of a name of what a package gives; none where no type of the app tells. */
export function givenMembers(evaluator: Evaluator, node: ts.Node, name: string): readonly OwnedMember[] {
  const given = givenFor(evaluator, node, 0)
  for (const type of [...given, ...given.flatMap((one) => partsOf(evaluator, one)), ...typesFor(evaluator, node, 'added')]) {
    const found = membersOfType(evaluator, type, name)
    if (found.length > 0) return found
  }
  return []
}

/** The types that an expression, or what a declaration names, may be of. */
function givenFor(evaluator: Evaluator, node: ts.Node, depth: number): readonly ts.Node[] {
  const inner = ts.isExpression(node) ? unwrapped(node) : null
  if (inner !== null) return givenFor(evaluator, inner, depth)
  if (ts.isCallExpression(node)) return [...typesFor(evaluator, node, 'held'), ...classesIn(evaluator, node)]
  if (ts.isPropertyAccessExpression(node)) return typesFor(evaluator, node, 'held')
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : node
  if (declaration === null || depth > deepest) return []
  if (ts.isVariableDeclaration(declaration)) {
    return declaration.type === undefined && declaration.initializer !== undefined
      ? givenFor(evaluator, declaration.initializer, depth + 1)
      : []
  }
  return typesFor(evaluator, declaration, 'held')
}

type Types = readonly ts.Node[]
/** What something was made with, which tells what comes out of it; what the app adds to what a package gives. */
type What = 'held' | 'added'

/** The types that tell of what an expression, or a declaration, gives. */
function typesFor(evaluator: Evaluator, node: ts.Node | null, what: What, depth = 0): Types {
  if (node === null || depth > deepest) return []
  const next = (one: ts.Node | null): Types => typesFor(evaluator, one, what, depth + 1)
  const inner = ts.isExpression(node) ? unwrapped(node) : null
  if (inner !== null) return next(inner)
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    return [...(what === 'held' ? (node.typeArguments ?? []) : []), ...next(node.expression)]
  }
  if (ts.isPropertyAccessExpression(node)) return next(node.expression)
  if (ts.isTypeNode(node)) return what === 'held' ? argumentsOf(evaluator, node) : addedTo(evaluator, node)
  if (isFunctionNode(node)) return next(node.type ?? onlyReturned(node))
  const from = what === 'held' ? null : packageOf(ts.isIdentifier(node) ? lookup(node, node.text) : node)
  if (from !== null) return augmentationsOf(evaluator, from)
  return isImport(node) ? throughImport(evaluator, node, what, next) : source(node).flatMap(next)
}

/** What the app adds to a type of a package. */
function addedTo(evaluator: Evaluator, type: ts.TypeNode): Types {
  if (!ts.isTypeReferenceNode(type)) return []
  const [root, name] = ts.isIdentifier(type.typeName) ? [type.typeName, type.typeName] : [type.typeName.left, type.typeName.right]
  const from = ts.isIdentifier(root) ? packageOf(lookup(root, root.text, 'types')) : null
  return from === null ? [] : augmentationsOf(evaluator, from, name.text)
}

const known = new WeakMap<Journal, Record<What, (node: Import, read: () => Types) => Types>>()

/** Who asks for an imported name hangs on the types alone, not on all that the file says. */
function throughImport(evaluator: Evaluator, node: Import, what: What, next: (exported: ts.Node | null) => Types): Types {
  const { journal } = evaluator.project
  const kept = known.get(journal) ?? { held: createKept(journal), added: createKept(journal) }
  known.set(journal, kept)
  return kept[what](node, () => next(exportedNode(evaluator, node.getSourceFile().fileName, importOf(node), 'values')))
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
  const imported = declaration === null ? null : importOf(declaration)
  return imported === null || imported.specifier.startsWith('.') ? null : imported.specifier
}

/** `Context<Env>`, also behind a name of the app. */
function argumentsOf(evaluator: Evaluator, type: ts.TypeNode): readonly ts.Node[] {
  const written = typeBehind(evaluator, type)
  const named = ts.isTypeNode(written) ? written : type
  return ts.isTypeReferenceNode(named) ? (named.typeArguments ?? []) : []
}

/** `container.resolve(Bus)`: an instance of what it is called with. */
function classesIn(evaluator: Evaluator, { arguments: args }: ts.CallExpression): readonly ts.Node[] {
  const [first] = args
  if (first === undefined || !ts.isIdentifier(first)) return []
  return alternatives(evaluator.evaluate(first)).flatMap((value) => (value.kind === 'class' ? [value.node] : []))
}

/** `{ Variables: { bus: Bus } }`: the types of its members. */
function partsOf(evaluator: Evaluator, type: ts.Node): readonly ts.Node[] {
  const written = typeBehind(evaluator, type)
  const members = ts.isTypeLiteralNode(written) || ts.isInterfaceDeclaration(written) ? written.members : []
  return members.flatMap((member) => (ts.isPropertySignature(member) && member.type !== undefined ? [member.type] : []))
}
