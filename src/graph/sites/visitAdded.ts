import { ts } from 'ts-morph'
import { handOut } from '../calls/handedOut'
import { isExports } from '../modules/moduleExports'
import { changeBy } from '../syntax/assignments'
import { ownerOf, ownerOfMembers } from '../syntax/ownerOf'
import { ownerOfPrototype } from '../syntax/prototypes'
import { lookup } from '../syntax/scope'
import { writesBy } from '../syntax/writesBy'
import { packagesOf, type Augmentation } from '../types/augmentations'
import { typeOf } from '../types/declaredType'
import { typeBehind } from '../types/typeBehind'
import { builtLine } from '../values/builtMembers'
import { carriesSdk, mayHoldObject } from '../values/carriesSdk'
import { classLine } from '../values/classMembers'
import type { Evaluator } from '../values/evaluate'
import { isMadeOnce } from '../values/grown'
import { exactIdentity, nodeId } from '../values/identity'
import { writesToFirst } from '../values/lodashCall'
import { holderOf } from '../values/objectMembers'
import { alternatives, type Value } from '../values/value'
import type { Written } from '../values/written'
import type { Visiting } from './visiting'

// What a file adds to what others read: the types of packages, lists, and objects of other files.

/** Whoever imports the package has what is added to it. */
export function visitAugmentation({ evaluator, addImporters }: Visiting, { of, node }: Augmentation): void {
  for (const name of packagesOf(of)) {
    evaluator.project.journal.tell('augmented', name, node, node)
    addImporters(name)
  }
}

/** `names.push('a')`: whoever reads the list knows. */
export function visitChange({ evaluator }: Visiting, node: ts.CallExpression): void {
  const change = changeBy(node)
  for (const one of change === null ? [] : alternatives(evaluator.evaluate(change.list))) {
    if ((one.kind === 'list' || one.kind === 'map') && one.node !== undefined)
      evaluator.project.journal.tell('grown', one.node, node, change)
  }
}

/** `bus.emit = …`, `job.tries++`: whoever reads the object knows. */
export function visitWrites(visiting: Visiting, node: ts.Node): void {
  for (const { target, right } of writesBy(node)) {
    if (ts.isPropertyAccessExpression(target)) visitWrite(visiting, target.expression, { name: target.name.text, key: null, right })
    else if (ts.isElementAccessExpression(target)) {
      const { expression, argumentExpression: key } = target
      visitWrite(visiting, expression, ts.isStringLiteralLike(key) ? { name: key.text, key: null, right } : { name: null, key, right })
    }
  }
}

/** `Object.assign(job, row)`, also by lodash. */
export function visitCopy(visiting: Visiting, { expression: callee, arguments: [target, ...sources] }: ts.CallExpression): void {
  if (target === undefined || ts.isObjectLiteralExpression(target) || !writesToFirst(callee)) return
  if (ownerOfPrototype(target) !== null) for (const each of sources) visitMixin(visiting, each)
  for (const right of sources) visitWrite(visiting, target, { name: null, key: null, right: ts.isSpreadElement(right) ? null : right })
}

/** `Object.assign(Orders.prototype, publishing)`: that may hold what calls the SDK on what it is put into. */
function visitMixin({ evaluator, addFile }: Visiting, source: ts.Expression): void {
  const value = evaluator.evaluate(ts.isSpreadElement(source) ? source.expression : source)
  for (const one of alternatives(value)) if (one.kind === 'object') addFile(one.node.getSourceFile().fileName)
}

function visitWrite({ evaluator, asked, addFile, addImporters }: Visiting, object: ts.Expression, write: Omit<Written, 'of'>): void {
  const { name, right } = write
  const value = evaluator.evaluate(object)
  if (value.kind === 'unknown' && name !== null && right !== null && !isExported(object)) handOut(evaluator, addFile, right, name, object)
  for (const of of alternatives(orByClass(evaluator, value, object))) {
    for (const owner of isOwn(object, of, write) ? [] : ownersOf(evaluator, of)) {
      const key = `${nodeId(right ?? object)} ${exactIdentity(of)}`
      evaluator.project.journal.tell('grown', owner, key, { ...write, of } satisfies Written)
      if (right === null || !mayHoldObject(right)) continue
      const given = evaluator.evaluate(right)
      const isSdk = carriesSdk(evaluator, given)
      const { fileName } = owner.getSourceFile()
      if (isSdk || asked.hasValue(given)) addImporters(fileName)
      if (isSdk) addFile(fileName)
    }
  }
}

/** Of what is not known, an instance of the class that its type names. */
function orByClass(evaluator: Evaluator, value: Value, node: ts.Expression): Value {
  const type = value.kind === 'unknown' ? typeOf(evaluator, node) : null
  const named = type === null ? null : typeBehind(evaluator, type)
  return named !== null && ts.isClassLike(named) ? { kind: 'instance', node: named } : value
}

/** What makes an object, and the classes that may give it a member. */
function ownersOf(evaluator: Evaluator, of: Value): readonly ts.Node[] {
  if (of.kind === 'object') return [of.node]
  if (of.kind === 'module') return [evaluator.project.source(of.file) ?? []].flat()
  if (of.kind === 'built') return builtLine(evaluator, of.node)
  return of.kind === 'instance' || of.kind === 'class' ? classLine(evaluator, of.node) : []
}

/** Whether it is written to by the name that it is made with, or as `this`: that is read there. */
function isOwn(object: ts.Expression, of: Value, { name, key }: Omit<Written, 'of'>): boolean {
  // exports.later = … at the top of a file
  if (of.kind === 'module') return of.file === object.getSourceFile().fileName && isMadeOnce(object)
  if (of.kind === 'built') return ownerOfMembers(object)?.isOfInstance === true
  if (of.kind !== 'object') return name !== null && ownerOf(object) !== null
  const holder = holderOf(of.node)
  if (ts.isIdentifier(object)) return (name !== null || key !== null) && lookup(object, object.text) === holder
  return key !== null && ts.isPropertyAccessExpression(object) && ownerOf(object.expression) !== null && ts.isPropertyDeclaration(holder)
}

/** `module.exports = …`, `exports.later = …` */
function isExported(object: ts.Expression): boolean {
  return isExports(object) || isExports(object.parent as ts.Expression)
}
