import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import { moduleExports } from '../modules/moduleExports'
import { lookup } from '../syntax/scope'
import { plainKey, unwrapped } from '../syntax/unwrapped'

/** The name under which a file exports a function, or what a call makes of one. */
export interface ExportedAs {
  readonly source: ts.SourceFile
  readonly name: string
  /** Its name in the object that is exported; null where it is no part of one. */
  readonly member: string | null
  readonly declared: ts.Node
}

/** Longer ways from an export to its function are not followed. */
const mostNames = 8

const exportsOf = onceFor(read)

/** The names under which a node's file exports it. */
export function exportedAs(node: ts.Node): readonly ExportedAs[] {
  return exportsOf(node.getSourceFile()).get(node) ?? []
}

/** The calls that make what a file exports, with the names of that. */
export function exportedCalls(source: ts.SourceFile): readonly (readonly [ts.CallExpression, readonly ExportedAs[]])[] {
  return [...exportsOf(source)].flatMap(([node, all]) => (ts.isCallExpression(node) ? [[node, all] as const] : []))
}

function read(source: ts.SourceFile): ReadonlyMap<ts.Node, readonly ExportedAs[]> {
  const found = new Map<ts.Node, ExportedAs[]>()
  const { named, assigned } = moduleExports(source)
  const exported = [...named].flatMap(([name, one]) => (one.kind === 'from' ? [] : [[name, one.node] as const]))
  for (const [name, declared] of assigned === null ? exported : [...exported, ['default', assigned] as const]) {
    const made = functionOf(declared)
    if (made === null) continue
    append(found, made, { source, name, member: null, declared })
    for (const [member, run] of functionsIn(made)) append(found, run, { source, name, member, declared: run })
  }
  return found
}

/** The functions of an object, by their names. */
function functionsIn(made: ts.Node): readonly (readonly [name: string, run: ts.Node])[] {
  const members = ts.isObjectLiteralExpression(made) ? made.properties : []
  return members.flatMap((member) => {
    const name = member.name === undefined ? null : plainKey(member.name)
    const run = functionOf(
      ts.isPropertyAssignment(member) ? member.initializer : ts.isShorthandPropertyAssignment(member) ? member.name : member,
    )
    return name === null || run === null ? [] : [[name, run] as const]
  })
}

/** The function, the call, or the object of functions that an export stands for by names. */
function functionOf(exported: ts.Node, depth = 0): ts.Node | null {
  if (depth > mostNames) return null
  if (ts.isVariableDeclaration(exported)) return exported.initializer === undefined ? null : functionOf(exported.initializer, depth + 1)
  if (!ts.isExpression(exported)) return exported
  const inner = unwrapped(exported)
  if (inner !== null) return functionOf(inner, depth + 1)
  const declaration = ts.isIdentifier(exported) ? lookup(exported, exported.text) : null
  return declaration === null ? exported : functionOf(declaration, depth + 1)
}
