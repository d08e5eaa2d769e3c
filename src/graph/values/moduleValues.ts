import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { memberNames } from './members'
import { moduleExports } from '../modules/moduleExports'
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
  const { named, computed, copied, stars, assigned } = moduleExports(source)
  const found = named.get(name)
  if (found?.kind === 'declaration') return evaluator.declared(found.node)
  if (found?.kind === 'expression') return evaluator.evaluate(found.node)
  if (found?.kind === 'from') return evaluator.imported(file, found.specifier, found.name)
  for (const { key, node } of computed) if (isNamed(evaluator.evaluate(key), name)) return evaluator.evaluate(node)
  for (const one of copied.toReversed()) {
    const value = evaluator.member(evaluator.evaluate(one), name)
    if (value.kind !== 'unknown' && !(value.kind === 'constant' && value.value === undefined)) return value
  }
  if (assigned !== null) return name === 'default' ? evaluator.evaluate(assigned) : evaluator.member(evaluator.evaluate(assigned), name)
  if (name === 'default') return unknown
  for (const specifier of stars) {
    const value = evaluator.imported(file, specifier, name)
    if (value.kind !== 'unknown') return value
  }
  return unknown
}

/** The names of all that a file exports by `exports` and `export`; null where the text does not list them. */
export function exportedNames(evaluator: Evaluator, file: string): string[] | null {
  const source = evaluator.project.source(file)
  if (source === null) return null
  const { named, computed, copied, stars, assigned } = moduleExports(source)
  const keys = computed.map(({ key }) => evaluator.evaluate(key))
  const inner = [...copied, ...(assigned === null ? [] : [assigned])].map((one) => memberNames(evaluator, evaluator.evaluate(one)))
  if (stars.length > 0 || inner.includes(null) || keys.some(({ kind }) => kind !== 'constant')) return null
  const values = [...named].filter(([, one]) => one.kind !== 'declaration' || !isType(one.node)).map(([name]) => name)
  return [
    ...new Set([...inner.flatMap((names) => names ?? []), ...values, ...keys.map((key) => String((key as { value: unknown }).value))]),
  ]
}

function isType(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
}

function isNamed(key: Value, name: string): boolean {
  return key.kind === 'constant' && String(key.value) === name
}
