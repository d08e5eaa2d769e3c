import { ts } from 'ts-morph'
import { moduleExports } from './moduleExports'
import type { Project } from './project'
import { lookup } from './scope'

/** The files that may reach an export of a file: its importers, and through those that re-export it, theirs. */
export type ReachingFiles = (file: string) => ReadonlySet<string>

export function createReachingFiles(project: Project, importersOf: (file: string) => readonly string[]): ReachingFiles {
  const handing = new WeakMap<ts.SourceFile, Map<string, boolean>>()

  /** Whether a file hands on what it imports from `target`. */
  function handsOn(file: string, target: string): boolean {
    const source = project.source(file)
    if (source === null) return false
    const known = handing.get(source) ?? new Map<string, boolean>()
    handing.set(source, known)
    let found = known.get(target)
    if (found === undefined) known.set(target, (found = reExports(project, source, target)))
    return found
  }

  return (file) => {
    const found = new Set<string>()
    const open = [file]
    const seen = new Set(open)
    for (let target = open.pop(); target !== undefined; target = open.pop()) {
      for (const importer of importersOf(target)) {
        found.add(importer)
        if (seen.has(importer) || !handsOn(importer, target)) continue
        seen.add(importer)
        open.push(importer)
      }
    }
    return found
  }
}

/** Whether a file hands on what it imports from `target`: by `export … from`, or in what a value or a type of it is made of. */
function reExports(project: Project, source: ts.SourceFile, target: string): boolean {
  const leadsThere = (specifier: string): boolean => {
    const found = project.resolve(source.fileName, specifier)
    return found !== null && 'file' in found && found.file === target
  }
  const { named, stars, types, assigned } = moduleExports(source)
  if ([...stars, ...types.stars].some(leadsThere) || (assigned !== null && holds(assigned, leadsThere))) return true
  if ([...named.values(), ...types.named.values()].some((one) => one.kind === 'from' && leadsThere(one.specifier))) return true
  return source.statements.some((statement) => !ts.isImportDeclaration(statement) && holds(statement, leadsThere))
}

/** Whether a value or type names something that is imported from where the test says. What functions do is left out, but for what they give. */
function holds(node: ts.Node, leadsThere: (specifier: string) => boolean): boolean {
  if (ts.isIdentifier(node)) {
    const specifier = importOf(lookup(node, node.text) ?? lookup(node, node.text, 'types'))
    return specifier !== null && leadsThere(specifier)
  }
  if (ts.isExpressionStatement(node)) return ts.isBinaryExpression(node.expression) && holds(node.expression.right, leadsThere)
  if (ts.isBlock(node)) return returnedIn(node).some((one) => holds(one, leadsThere))
  return ts.forEachChild(node, (child) => holds(child, leadsThere) || undefined) === true
}

function returnedIn(block: ts.Block): ts.Expression[] {
  if (!ts.isFunctionLike(block.parent)) return []
  return block.statements.flatMap((one) => (ts.isReturnStatement(one) && one.expression !== undefined ? [one.expression] : []))
}

/** The specifier that a declaration imports from; null when it is no import. */
function importOf(declaration: ts.Node | null): string | null {
  for (let node = declaration ?? undefined; node !== undefined && !ts.isStatement(node); node = node.parent) {
    if (ts.isImportClause(node) && ts.isImportDeclaration(node.parent) && ts.isStringLiteral(node.parent.moduleSpecifier)) {
      return node.parent.moduleSpecifier.text
    }
    const initializer = ts.isVariableDeclaration(node) ? node.initializer : undefined
    if (initializer !== undefined && ts.isCallExpression(initializer) && initializer.expression.getText() === 'require') {
      const [first] = initializer.arguments
      return first !== undefined && ts.isStringLiteralLike(first) ? first.text : null
    }
  }
  return null
}
