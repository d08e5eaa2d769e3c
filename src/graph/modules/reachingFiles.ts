import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { moduleExports } from './moduleExports'
import type { Project } from './project'
import { isFunctionNode } from '../syntax/functionAround'
import { importedBy } from '../syntax/importOf'
import { returnedExpressions } from '../syntax/returnedExpressions'

/** The files that may reach an export of a file, or of a package that is named: its importers, and through those that re-export it, theirs; of those that count alone. */
export type ReachingFiles = (file: string, counts?: (importer: string) => boolean) => ReadonlySet<string>

export function createReachingFiles(project: Project, importersOf: (file: string) => readonly string[]): ReachingFiles {
  /** Whether a file hands on what it imports from `target`. */
  function handsOn(file: string, target: string): boolean {
    const source = project.source(file)
    if (source === null) return false
    for (const specifier of handedOn(source)) {
      const found = project.resolve(file, specifier)
      if (found !== null && 'file' in found && found.file === target) return true
    }
    return false
  }

  return (file, counts = () => true) => {
    const found = new Set<string>()
    const open = [file]
    const seen = new Set(open)
    for (let target = open.pop(); target !== undefined; target = open.pop()) {
      for (const importer of importersOf(target)) {
        if (!counts(importer)) continue
        found.add(importer)
        if (seen.has(importer) || !handsOn(importer, target)) continue
        seen.add(importer)
        open.push(importer)
      }
    }
    return found
  }
}

/** The specifiers of which a file hands on something: by `export … from`, or in what a value or a type of it is made of. */
const handedOn = onceFor((source: ts.SourceFile): ReadonlySet<string> => {
  const { named, copied, stars, types, assigned } = moduleExports(source)
  const from = [...named.values(), ...types.named.values()].flatMap((one) => (one.kind === 'from' ? [one.specifier] : []))
  const specifiers = new Set([...stars, ...types.stars, ...from])
  const collect = collectorOf(specifiers)
  if (assigned !== null) collect(assigned)
  copied.forEach(collect)
  for (const statement of source.statements) if (!ts.isImportDeclaration(statement)) collect(statement)
  return specifiers
})

/** Collects the specifiers of what a value or type names that is imported. What functions do is left out, but for what they give. */
function collectorOf(specifiers: Set<string>): (node: ts.Node) => void {
  return function collect(node) {
    const imported = ts.isIdentifier(node) || ts.isCallExpression(node) ? importedBy(node) : null
    if (imported !== null) specifiers.add(imported.specifier)
    else if (ts.isExpressionStatement(node)) {
      if (ts.isBinaryExpression(node.expression)) collect(node.expression.right)
    } else if (ts.isBlock(node)) (isFunctionNode(node.parent) ? returnedExpressions(node.parent) : []).forEach(collect)
    else ts.forEachChild(node, collect)
  }
}
