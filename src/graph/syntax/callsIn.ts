import { ts } from 'ts-morph'

type Call = ts.CallExpression | ts.NewExpression

interface Uses {
  readonly calls: readonly Call[]
  readonly templates: readonly ts.TaggedTemplateExpression[]
}

const known = new WeakMap<ts.SourceFile, Uses>()

/** All calls of a file in the order of the text. */
export function callsIn(source: ts.SourceFile): readonly Call[] {
  return usesIn(source).calls
}

/** All templates of a file that a function is called with. */
export function templatesIn(source: ts.SourceFile): readonly ts.TaggedTemplateExpression[] {
  return usesIn(source).templates
}

function usesIn(source: ts.SourceFile): Uses {
  let found = known.get(source)
  if (found === undefined) known.set(source, (found = read(source)))
  return found
}

/** Walks without recursion: a file may be nested deeper than the stack. */
function read(source: ts.SourceFile): Uses {
  const calls: Call[] = []
  const templates: ts.TaggedTemplateExpression[] = []
  const open: ts.Node[] = [source]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(node)
    else if (ts.isTaggedTemplateExpression(node)) templates.push(node)
    ts.forEachChild(node, (child) => void open.push(child))
  }
  return { calls: calls.sort((a, b) => a.getStart(source) - b.getStart(source)), templates }
}
