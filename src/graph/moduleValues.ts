import type { Evaluator } from './evaluate'
import { moduleExports } from './moduleExports'
import { sdkMember } from './sdkMember'
import { unknown, type Value } from './value'

/** What `specifier` gives in `file`: its namespace (`name` null), or one of its names. */
export function importedValue(evaluator: Evaluator, file: string, specifier: string, name: string | null): Value {
  const target = evaluator.project.resolve(file, specifier)
  if (target === null) return unknown
  if ('sdk' in target) return name === null ? { kind: 'sdk', part: target.sdk } : sdkMember(target.sdk, name)
  return name === null ? { kind: 'module', file: target.file } : evaluator.exported(target.file, name)
}

/** What a file exports under a name: declared there, or handed on from another file. */
export function exportedValue(evaluator: Evaluator, file: string, name: string): Value {
  const source = evaluator.project.source(file)
  if (source === null) return unknown
  const { named, stars, assigned } = moduleExports(source)
  const found = named.get(name)
  if (found?.kind === 'declaration') return evaluator.declared(found.node)
  if (found?.kind === 'expression') return evaluator.evaluate(found.node)
  if (found?.kind === 'from') return evaluator.imported(file, found.specifier, found.name)
  if (assigned !== null) return name === 'default' ? evaluator.evaluate(assigned) : evaluator.member(evaluator.evaluate(assigned), name)
  if (name === 'default') return unknown
  for (const specifier of stars) {
    const value = evaluator.imported(file, specifier, name)
    if (value.kind !== 'unknown') return value
  }
  return unknown
}
