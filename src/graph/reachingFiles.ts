import { ts } from 'ts-morph'
import { moduleExports } from './moduleExports'
import type { Project } from './project'
import { lookup } from './scope'

/** The files that may reach an export of `file`: its importers, and through those that re-export it, theirs. */
export function reachingFiles(project: Project, importersOf: (file: string) => readonly string[], file: string): ReadonlySet<string> {
  const found = new Set<string>()
  const handsOn = [file]
  const seen = new Set(handsOn)
  for (let target = handsOn.pop(); target !== undefined; target = handsOn.pop()) {
    for (const importer of importersOf(target)) {
      found.add(importer)
      if (seen.has(importer) || !reExports(project, importer, target)) continue
      seen.add(importer)
      handsOn.push(importer)
    }
  }
  return found
}

/** Whether a file hands on what it imports from `target`: by `export … from`, or in a value that it exports. */
function reExports(project: Project, file: string, target: string): boolean {
  const source = project.source(file)
  if (source === null) return false
  const leadsThere = (specifier: string): boolean => {
    const found = project.resolve(file, specifier)
    return found !== null && 'file' in found && found.file === target
  }
  const { named, stars, assigned } = moduleExports(source)
  if (stars.some(leadsThere) || (assigned !== null && holds(assigned, leadsThere))) return true
  return [...named.values()].some((one) => {
    if (one.kind === 'from') return leadsThere(one.specifier)
    const node = one.kind === 'declaration' && ts.isVariableDeclaration(one.node) ? one.node.initializer : one.node
    return node !== undefined && holds(node, leadsThere)
  })
}

/** Whether an expression, functions in it left out, names something that is imported from where the test says. */
function holds(node: ts.Node, leadsThere: (specifier: string) => boolean): boolean {
  if (ts.isIdentifier(node)) {
    const specifier = importOf(lookup(node, node.text))
    return specifier !== null && leadsThere(specifier)
  }
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false
  return ts.forEachChild(node, (child) => holds(child, leadsThere) || undefined) === true
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
