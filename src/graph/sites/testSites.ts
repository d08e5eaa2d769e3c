import { ts } from 'ts-morph'
import type { TestSite } from '../../model/graph'
import { callsIn } from '../syntax/actsIn'
import type { Evaluator } from '../values/evaluate'
import { eventNames } from '../values/eventNames'
import { spanOf } from '../syntax/siteOf'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import { alternatives, unknown } from '../values/value'
import { asInputs, createWorks } from '../journal/works'

/** Finds the calls of `events.publish` and `events.on` that stand in test files, in order. They are no part of the app, so nothing is followed from them. */
export function createTestReader(evaluator: Evaluator): (files: readonly string[]) => readonly TestSite[] {
  const { journal } = evaluator.project
  const works = createWorks<string, readonly TestSite[]>(journal)

  function readFile(file: string): readonly TestSite[] {
    const calls = callsIn(evaluator.project.source(file)).filter(ts.isCallExpression)
    return calls.flatMap((call) => unlessTooDeep(journal, file, () => readCall(call)) ?? [])
  }

  function readCall(call: ts.CallExpression): TestSite[] {
    return alternatives(evaluator.evaluate(call.expression)).flatMap((callee) => {
      if (callee.kind !== 'sdk' || (callee.part !== 'publish' && callee.part !== 'on')) return []
      const [name] = call.arguments
      const { names, patterns } = eventNames(name === undefined ? unknown : evaluator.evaluate(name))
      const site = { ...spanOf(call), kind: callee.part }
      const named = [...names].map(([event, literal]) => ({ ...site, event, literal: literal && spanOf(literal) }))
      return patterns.length === 0 ? named : [...named, { ...site, event: null, literal: null }]
    })
  }

  return (files) => [...works.doAll(asInputs(files), readFile).values()].flat()
}
