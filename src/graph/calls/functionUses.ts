import { ts } from 'ts-morph'
import { calledIn } from './borrowedCall'
import { usesOfAccessor } from './accessorUses'
import { actsIn, callsIn } from '../syntax/actsIn'
import type { Evaluator } from '../values/evaluate'
import { orByType } from '../types/valueByType'
import { memberByType } from '../types/declaredType'
import { classOf, constructorOf, type FunctionNode } from '../syntax/functionAround'
import { handedTo } from './handedTo'
import { functionOf, membersAbove } from '../types/typeMembers'
import type { Item } from '../values/item'
import type { Work } from '../journal/journal'
import type { ReachingFiles } from '../modules/reachingFiles'
import { compareText } from '../syntax/siteOf'
import { unwrapped } from '../syntax/unwrapped'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import { alternatives, type Made, type Scope, type Value } from '../values/value'
import { rootOf } from '../values/router'

/** A place that calls a function, or hands it to something. */
export interface FunctionUse {
  readonly node: ts.Expression
  /** The call that the function was made in, where that is told. */
  readonly scope: Scope | null
  readonly isHandedOn: boolean
  /** The item of a walk that it is. */
  readonly item: Item | null
}

export interface FunctionUses {
  /** Reads the files of the app, and what was asked for beyond them in an earlier run. A run begins with it. */
  readAll(appFiles: ReadonlyMap<string, unknown>): void
  /** The places that call a function, or hand it to something as an argument, in the order of files and text; of a router, by the call that made it, the latter. */
  of(node: FunctionNode | Made['node']): readonly FunctionUse[]
}

/** Finds the places that use functions, in the files of the app and, for each function, in those that may reach it. */
export function createFunctionUses(evaluator: Evaluator, reachingFiles: ReachingFiles): FunctionUses {
  const { journal } = evaluator.project
  let appFiles: ReadonlyMap<string, unknown> = new Map()
  const place = journal.places(1)
  const readings = new Map<string, Work<void>>()

  function add(value: Value, node: ts.Expression, isHandedOn: boolean): void {
    for (const one of alternatives(value)) {
      if (isHandedOn && one.kind === 'list') one.of.forEach((item) => add(item, node, true))
      // app.register(import('./routes'))
      if (isHandedOn && one.kind === 'module') add(evaluator.member(one, 'default'), node, true)
      const used = usedBy(one, node, isHandedOn)
      const scope = one.kind === 'function' ? (one.scope ?? null) : one.kind === 'made' ? (rootOf(one).scope ?? null) : null
      if (used !== null) put(used, { node, scope, isHandedOn, item: one.item ?? null })
    }
  }

  /** By function, and by the member of a class or an interface where only the type of an object is known. */
  function put(used: ts.Node, use: FunctionUse): void {
    journal.tell('used', used, use, use)
  }

  function readCalls(file: string): void {
    const source = evaluator.project.source(file)
    for (const call of source === null ? [] : callsIn(source)) {
      unlessTooDeep(journal, file, () => {
        const called = orByType(evaluator, evaluator.evaluate(calledIn(evaluator, call).callee), call.expression)
        const found = called.kind === 'unknown' ? memberByType(evaluator, call.expression) : null
        if (found === null) add(called, call, false)
        else for (const { member } of found.all) put(functionOf(member), { node: call, scope: null, isHandedOn: false, item: null })
        const isOfProcedures = called.kind === 'made' && called.part === 'trpc'
        for (const one of handedTo(call, isOfProcedures)) for (const part of referencesIn(one)) add(evaluator.evaluate(part), one, true)
      })
    }
    for (const node of source === null ? [] : actsIn(source)) {
      if (ts.isTaggedTemplateExpression(node)) unlessTooDeep(journal, file, () => add(evaluator.evaluate(node.tag), node, false))
    }
  }

  function readFile(file: string): void {
    let reading = readings.get(file)
    if (reading === undefined) readings.set(file, (reading = journal.newWork(true)))
    journal.redo(reading, place, file, readCalls)
  }

  /** The files of the functions that are handed something by a call. */
  function takersOf({ parent: call }: ts.Node): string[] {
    if (!ts.isCallExpression(call)) return []
    return alternatives(evaluator.evaluate(call.expression)).flatMap((taker) =>
      taker.kind === 'function' ? [taker.node.getSourceFile().fileName] : [],
    )
  }

  return {
    readAll(files) {
      appFiles = files
      for (const file of appFiles.keys()) readFile(file)
      for (const [file, reading] of readings) {
        if (appFiles.has(file)) continue
        if (journal.isUsed(file)) readFile(file)
        else {
          journal.retract(reading)
          readings.delete(file)
        }
      }
    },
    of(node) {
      const keys = [node, ...membersAbove(evaluator, node).map(functionOf)]
      const files = new Set(keys.map((key) => key.getSourceFile().fileName).flatMap((file) => [file, ...reachingFiles(file)]))
      for (const file of takersOf(node)) files.add(file)
      for (const holder of [node, classOf(node) ?? node])
        for (const file of journal.told('handed', holder) as readonly string[]) files.add(file)
      const isNear = ({ node }: FunctionUse): boolean =>
        appFiles.has(node.getSourceFile().fileName) || files.has(node.getSourceFile().fileName)
      let found: readonly FunctionUse[] = []
      // Where it is handed on to is read too.
      for (let count = 0; count !== files.size;) {
        count = files.size
        for (const file of files) {
          journal.use(file)
          readFile(file)
        }
        found = keys.flatMap((key) =>
          (journal.told('used', key) as readonly FunctionUse[]).filter((use) => isNear(use) && (key === node || !isOnSuper(use.node))),
        )
        if (ts.isAccessor(node))
          found = [...new Set([...files, ...appFiles.keys()])].flatMap((file) => usesOfAccessor(evaluator, node, file))
        for (const use of found) if (use.isHandedOn) for (const taker of takersOf(use.node)) files.add(taker)
      }
      return [...found].sort(compareUses)
    },
  }
}

function compareUses(a: FunctionUse, b: FunctionUse): number {
  return compareText(a.node.getSourceFile().fileName, b.node.getSourceFile().fileName) || a.node.pos - b.node.pos
}

/** What is used where a value is called, or handed on. */
function usedBy(value: Value, node: ts.Expression, isHandedOn: boolean): ts.Node | null {
  if (value.kind === 'function') return value.node
  if (value.kind === 'unknown') return isHandedOn && value.by !== node ? (value.by ?? null) : null
  if (value.kind === 'made')
    return !isHandedOn ? null : value.part === 'router' ? rootOf(value).node : value.part === 'trpc' ? value.node : null
  return value.kind === 'class' && ts.isNewExpression(node) ? constructorOf(value.node) : null
}

/** `super.handle()` is no call of what takes the place of that below. */
function isOnSuper(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.expression.kind === ts.SyntaxKind.SuperKeyword
  )
}

/** What an argument may be, but for functions that are written there: `handle as Handler`, `isNew ? handleNew : handle`. */
function referencesIn(node: ts.Expression): readonly ts.Expression[] {
  const inner = unwrapped(node)
  if (inner !== null) return referencesIn(inner)
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(referencesIn)
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap(referencesIn)
  return isReference(node) ? [node] : []
}

function isReference(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)
}
