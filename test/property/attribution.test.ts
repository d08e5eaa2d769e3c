import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Act, Program } from '../support/ownedWork'

const kinds = ['sleep', 'tick', 'microtask', 'immediate', 'read', 'bound', 'float', 'reject'] as const

/** Programs of a few executions, whose acts are of the kinds, or have to do with promises that they share. */
function programsOf(own: readonly Act['kind'][]): fc.Arbitrary<Program> {
  const { acts } = fc.letrec<{ acts: Act[] }>((tie) => ({
    acts: fc.array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.record({ kind: fc.constantFrom('wait', 'settle'), which: fc.nat(2), acts: fc.constant([]) }),
        fc.record({ kind: fc.constant('then'), which: fc.nat(2), acts: tie('acts') }),
        fc.record({ kind: fc.constantFrom(...own), acts: tie('acts') }),
      ) as fc.Arbitrary<Act>,
      { maxLength: 4 },
    ),
  }))
  return fc.array(acts, { minLength: 1, maxLength: 4 })
}

/** Starts both ways to tell owners, hands them to `run`, and ends them. */
async function withBoth(run: (tellAlike: (program: Program) => Promise<void>) => Promise<void>): Promise<void> {
  const script = join(__dirname, '../support/ownedWork.ts')
  const children = ['storage', 'ours'].map((way) =>
    fork(script, [way], { execArgv: ['--no-warnings', '--require', './test/run/typescript.js'] }),
  )
  const ask = async (child: ChildProcess, program: Program): Promise<unknown> => {
    const told = once(child, 'message')
    child.send(program)
    return ((await told) as [unknown])[0]
  }
  try {
    await run(async (program) => {
      const [storage, ours] = await Promise.all(children.map((child) => ask(child, program)))
      assert.deepEqual(ours, storage)
    })
  } finally {
    for (const child of children) child.kill()
  }
}

describe('whose work something is', () => {
  it('is told as by AsyncLocalStorage, whatever executions do and share', () =>
    withBoth((tellAlike) => fc.assert(fc.asyncProperty(programsOf(kinds), tellAlike), { numRuns: 300 })))

  it('is told so too from when the app makes a storage of its own', async () => {
    const programs = programsOf([...kinds, 'storage'])
    const besides: Program = [[{ kind: 'then', which: 0, acts: [{ kind: 'storage', acts: [{ kind: 'sleep', acts: [] }] }] }]]
    await fc.assert(
      fc.asyncProperty(programs, programs, (first, second) =>
        withBoth(async (tellAlike) => {
          for (const program of [[...first, ...besides], second]) await tellAlike(program)
        }),
      ),
      { numRuns: 3 },
    )
  })
})
