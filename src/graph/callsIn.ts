import { ts } from 'ts-morph'

type Call = ts.CallExpression | ts.NewExpression

const known = new WeakMap<ts.SourceFile, readonly Call[]>()

/** All calls of a file in the order of the text. Walks without recursion: a file may be nested deeper than the stack. */
export function callsIn(source: ts.SourceFile): readonly Call[] {
  let found = known.get(source)
  if (found === undefined) known.set(source, (found = read(source)))
  return found
}

function read(source: ts.SourceFile): Call[] {
  const calls: Call[] = []
  const open: ts.Node[] = [source]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(node)
    ts.forEachChild(node, (child) => void open.push(child))
  }
  return calls.sort((a, b) => a.getStart(source) - b.getStart(source))
}
