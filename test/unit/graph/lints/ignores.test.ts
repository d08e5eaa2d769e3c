import assert from 'node:assert/strict'
import { allLints, lintsOf } from './lintsOf'

const wrong = "events.on('a', { timeout: 1 }, () => {})"

describe('a comment that ignores lints', () => {
  it('silences its codes on the next line, as a line or a block', async () => {
    assert.deepEqual(await lintsOf(`// ampt-events-ignore-next-line timeout-below-floor\n${wrong}`), [])
    assert.deepEqual(await lintsOf(`/* ampt-events-ignore-next-line timeout-below-floor */\n${wrong}`), [])
    assert.deepEqual(await lintsOf(`// ampt-events-ignore-next-line timeout-below-floor -- on purpose\n${wrong}`), [])
  })

  it('silences several codes, in one comment or in several', async () => {
    const both = "events.publish('a', { after: 0, delay: 1 }, {})"
    assert.equal((await lintsOf(both)).length, 2)
    assert.deepEqual(await lintsOf(`// ampt-events-ignore-next-line after-not-positive, unknown-option\n${both}`), [])
    const twice = '// ampt-events-ignore-next-line after-not-positive\n// ampt-events-ignore-next-line unknown-option\n'
    assert.deepEqual(await lintsOf(twice + both), [])
  })

  it('is about all of a call that starts on the next line', async () => {
    const text = "// ampt-events-ignore-next-line after-invalid\nevents.publish(\n  'a',\n  { after: '10 mins' },\n  {},\n)"
    assert.deepEqual(await lintsOf(text), [])
  })

  it('stands where an event is defined, and is about that one alone', async () => {
    const files = (comment: string): Record<string, string> => ({
      'defineEvent.ts': `import { events } from '@ampt/sdk'
export const defineEvent = (name: string) => ({ publish: (body: object) => events.publish(name, body) })
export class Topic {
  constructor(readonly name: string) {}
  publish(body: object) { return events.publish(this.name, body) }
}`,
      'catalog.ts': `import { defineEvent, Topic } from './defineEvent'
${comment}
export const paid = defineEvent('paid')
export const sent = new Topic('sent')`,
      'index.ts': "import { paid, sent } from './catalog'\npaid.publish({}); sent.publish({})",
    })
    assert.deepEqual(
      (await allLints(files(''))).map(({ code, file, line }) => `${code} ${file}:${line}`),
      ['unknown-event catalog.ts:3', 'unknown-event catalog.ts:4'],
    )
    assert.deepEqual(
      (await allLints(files('// ampt-events-ignore-next-line unknown-event'))).map(({ code, line }) => `${code} ${line}`),
      ['unknown-event 4'],
    )
  })

  it('may stand above the call of a wrapper, and above the definition of an event', async () => {
    const wrapper = 'const emit = (name: string) => events.publish(name, {})'
    const ignoreIn = async (text: string): Promise<unknown> =>
      (await allLints({ 'index.tsx': `import { events } from '@ampt/sdk'\n${text}` })).find(({ code }) => code === 'unknown-event')?.ignore
    assert.deepEqual(await ignoreIn(`${wrapper}\n\nemit('x')`), { line: 4, form: 'line' })
    assert.deepEqual(await ignoreIn(`${wrapper}\nconst page = <p>\n  {emit('x')}\n</p>`), { line: 4, form: 'jsx' })
    assert.deepEqual(await ignoreIn(`${wrapper}\nconst text = \`\n${'${'}emit('x')}\``), undefined)
    const define = 'const define = (name: string) => ({ publish: () => events.publish(name, {}) })'
    assert.deepEqual(await ignoreIn(`${define}\nconst x = define('x')\nx.publish()`), { line: 3, form: 'line' })
  })

  it('silences neither other codes nor other lines', async () => {
    const other = `// ampt-events-ignore-next-line timeout-over-maximum\n${wrong}`
    assert.deepEqual(await lintsOf(other), ['unused-ignore: timeout-over-maximum', 'timeout-below-floor: 1'])
    const far = `// ampt-events-ignore-next-line timeout-below-floor\n\n${wrong}`
    assert.deepEqual(await lintsOf(far), ['unused-ignore: timeout-below-floor', 'timeout-below-floor: 1'])
  })

  it('is reported where its code does not exist or is missing', async () => {
    const [lint] = await allLints('// ampt-events-ignore-next-line timeout-below-flor\n', 'name-not-static')
    assert.deepEqual(
      [lint?.code, lint?.message],
      ['unused-ignore', 'There is no lint "timeout-below-flor". Did you mean "timeout-below-floor"?'],
    )
    assert.deepEqual(await lintsOf('// ampt-events-ignore-next-line\n'), ['unused-ignore: // ampt-events-ignore-next-line'])
  })

  it('is none inside of a string, a template or the text of JSX', async () => {
    const marks = '// ampt-events-ignore-next-line timeout-below-floor'
    assert.deepEqual(await lintsOf(`const text = '${marks}'\n${wrong}`), ['timeout-below-floor: 1'])
    assert.deepEqual(await lintsOf(`const text = \`\n${marks}\n\`;${wrong}`), ['timeout-below-floor: 1'])
    const page = `import { events } from '@ampt/sdk'\nconst page = <b>\n${marks}\n{events.on('a', { timeout: 1 }, () => {})}</b>`
    assert.deepEqual(await lintsOf({ 'page.tsx': page }), ['timeout-below-floor: 1'])
    const inBraces = page.replace(marks, '{/* ampt-events-ignore-next-line timeout-below-floor */}')
    assert.deepEqual(await lintsOf({ 'page.tsx': inBraces }), [])
  })

  it('can be written above code and above JSX, not inside of a template', async () => {
    const forms = async (file: string, text: string): Promise<unknown[]> =>
      (await allLints({ [file]: `import { events } from '@ampt/sdk'\n${text}` }, 'unpublished-event')).map(({ ignore }) => ignore)
    assert.deepEqual(await forms('a.ts', wrong), [{ line: 2, form: 'line' }])
    assert.deepEqual(await forms('a.ts', `const x = \`\n\${${wrong}}\``), [undefined])
    assert.deepEqual(await forms('a.tsx', `const x = <b>\n  {${wrong}}\n</b>`), [{ line: 3, form: 'jsx' }])
    assert.deepEqual(await forms('a.tsx', `const x = <b\n  run={() => ${wrong}} />`), [{ line: 3, form: 'line' }])
  })
})
