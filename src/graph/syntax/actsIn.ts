import { ts } from 'ts-morph'

// What a file does: its calls, templates, decorators, classes, named members and assignments, in the order of the text. They are collected
// where parents are told, so that nobody else walks through the whole tree.

type Call = ts.CallExpression | ts.NewExpression

const acts = new WeakMap<ts.Node, readonly ts.Node[]>()

/** Tells each node which one it stands in, and collects what is done. TypeScript does the first alone in twice the time. Walks without recursion: a tree may be deeper than the stack. */
export function linkParents(root: ts.Node): void {
  const found: ts.Node[] = []
  const open: ts.Node[] = []
  let parent = root
  const link = (node: ts.Node): void => {
    ;(node as { parent: ts.Node }).parent = parent
    open.push(node)
  }
  for (let node: ts.Node | undefined = root; node !== undefined; node = open.pop()) {
    if (isAct(node)) found.push(node)
    const from = open.length
    parent = node
    ts.forEachChild(node, link)
    reverse(open, from)
  }
  acts.set(root, found)
}

/** So that the first of them is taken first. */
function reverse(nodes: ts.Node[], from: number): void {
  for (let start = from, end = nodes.length - 1; start < end; start++, end--) {
    const first = nodes[start]!
    nodes[start] = nodes[end]!
    nodes[end] = first
  }
}

/** None of a file that cannot be read. */
export function actsIn(source: ts.SourceFile | null): readonly ts.Node[] {
  return (source && acts.get(source)) ?? []
}

export function callsIn(source: ts.SourceFile | null): readonly Call[] {
  return actsIn(source).filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node))
}

export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}

function isAct(node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.CallExpression:
    case ts.SyntaxKind.NewExpression:
    case ts.SyntaxKind.TaggedTemplateExpression:
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.Decorator:
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
    case ts.SyntaxKind.PostfixUnaryExpression:
    case ts.SyntaxKind.PrefixUnaryExpression:
    case ts.SyntaxKind.DeleteExpression:
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.ForInStatement:
      return true
    default:
      return isAssignment(node)
  }
}
