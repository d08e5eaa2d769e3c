import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { pictureDelta } from '../../src/flow/pictureDelta'
import type { EventGraph } from '../../src/model/graph'
import type { FromGraphPage, GraphPicture, ToGraphPage } from '../../src/model/graphPageProtocol'
import { launchChromium } from '../support/chromium'
import { drawnGraph } from '../support/drawnGraph'
import { generatedGraph } from '../support/generatedGraph'
import { graphOf, handler, publisher } from '../unit/host/graphOf'
import { buildPage, openWebview, posted, tell, troublesOf, type BuiltPage } from './openPage'
import { hostile, shownRun } from './shownRun'
import { themes } from './themes'

declare const document: {
  documentElement: { style: { setProperty(name: string, value: string): void } }
  activeElement: { getAttribute(name: string): string | null } | null
}
declare const axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> }

const at = (line: number): { file: string; line: number; column: number } => ({ file: 'src/shop.ts', line, column: 3 })

/** POST /orders → placed → paid → placed (after an hour); paid → closed, which nothing handles. */
function shop(changes: { readonly extra?: string } = {}): EventGraph {
  const from = (name: string) => [{ kind: 'event' as const, name, ...at(1), path: [] }]
  return graphOf({
    events: [
      {
        name: 'order.placed',
        handlers: [handler(at(10))],
        publishers: [
          publisher({ ...at(5), triggers: [{ kind: 'route', name: 'POST /orders', ...at(4), path: [] }] }),
          publisher({ ...at(22), triggers: from('order.paid'), after: "'1 hour'", afterMs: 3_600_000 }),
        ],
      },
      {
        name: 'order.paid',
        handlers: [handler(at(20)), handler({ ...at(30), order: 2 })],
        publishers: [publisher({ ...at(12), triggers: from('order.placed') })],
      },
      { name: 'basket.closed', handlers: [], publishers: [publisher({ ...at(23), triggers: from('order.paid') })] },
      ...(changes.extra === undefined ? [] : [{ name: changes.extra, handlers: [handler(at(40))], publishers: [] }]),
    ],
  })
}

describe('The graph page', () => {
  let browser: Browser
  let built: BuiltPage
  const pages: Page[] = []

  before(async () => {
    ;[browser, built] = await Promise.all([launchChromium(), buildPage('graph')])
  })
  after(() => browser.close())
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      assert.deepEqual(await troublesOf(page), [], 'no error, no dialog, nothing that the policy refused')
      await page.close()
    }
  })

  async function webview(picture: GraphPicture): Promise<Page> {
    const page = await openWebview(browser, built, { width: 1100, height: 700 })
    pages.push(page)
    await tell(page, { type: 'picture', seq: 1, picture } satisfies ToGraphPage)
    return page
  }
  const shown = async (graph = shop()): Promise<Page> => webview((await drawnGraph(graph)).picture)
  const node = (page: Page, name: string) => page.locator(`.node[data-node="event:${name}"]`)
  const said = async (page: Page): Promise<readonly FromGraphPage[]> =>
    (await posted<FromGraphPage>(page)).filter(({ type }) => type !== 'ready')
  const focused = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('data-node') ?? null)

  it('names each node in words: what it is, what leads to it, what it leads to', async () => {
    const page = await shown()
    const labels = await page
      .getByRole('button', { name: /event|route/ })
      .evaluateAll((all) =>
        all
          .map((one) => (one as unknown as { getAttribute(name: string): string }).getAttribute('aria-label'))
          .filter((label) => label !== null && label.includes('. ')),
      )
    assert.deepEqual(labels.toSorted(), [
      'POST /orders, route. Leads to order.placed',
      'basket.closed, no handler: ignored. event. From order.paid',
      'order.paid, 2 handlers. event. From order.placed. Leads to order.placed (+1 h), basket.closed. On a cycle',
      'order.placed, 1 handler. event. From POST /orders, order.paid. Leads to order.paid. On a cycle',
    ])
    await page.locator('.edge .words', { hasText: '+1 h' }).waitFor()
  })

  it('opens the one place of a node at a click, and focuses on a node at a double click', async () => {
    const page = await shown()
    await node(page, 'basket.closed').click()
    await page.waitForFunction(() => (globalThis as unknown as { posted: { type: string }[] }).posted.some(({ type }) => type === 'open'))
    assert.deepEqual(await said(page), [{ type: 'open', of: 'node', id: 'event:basket.closed', place: 0 }])
    await node(page, 'order.placed').dblclick()
    assert.deepEqual((await said(page)).slice(1), [{ type: 'focus', node: 'event:order.placed' }])
  })

  it('lists in the details where a node is in the code, and each opens', async () => {
    const page = await shown()
    await node(page, 'order.paid').click()
    await page.getByRole('heading', { name: /order\.paid/ }).waitFor()
    await page.getByRole('button', { name: 'src/shop.ts:30' }).click()
    const [opened] = await said(page)
    assert.deepEqual(opened, { type: 'open', of: 'node', id: 'event:order.paid', place: 1 })
    await page.getByRole('button', { name: 'Simulate…' }).click()
    assert.deepEqual((await said(page)).at(-1), { type: 'simulate', node: 'event:order.paid' })
  })

  it('can be walked along its edges by keyboard', async () => {
    const page = await shown()
    await node(page, 'order.placed').focus()
    await page.keyboard.press('ArrowRight')
    assert.equal(await focused(page), 'event:order.paid')
    await page.keyboard.press('ArrowLeft')
    assert.equal(await focused(page), 'event:order.placed')
    await page.keyboard.press('f')
    await page.keyboard.press('Enter')
    assert.deepEqual(
      (await said(page)).map(({ type }) => type),
      ['focus'],
    )
    await page.getByRole('heading', { name: /order\.placed/ }).waitFor()
  })

  it('steps back what does not fit while one searches, and goes to what is chosen', async () => {
    const page = await shown()
    await page.getByRole('combobox', { name: 'Search the graph' }).fill('closed')
    await page.locator('.node.aside').nth(2).waitFor()
    assert.equal(await page.locator('.node:not(.aside)').count(), 1)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /basket\.closed/ }).waitFor()
    await page.getByRole('combobox').fill('nothing of this')
    await page.getByText('No name has “nothing of this” in it.').waitFor()
  })

  it('keeps the selection, the keyboard and the place of what is looked at when the graph changes', async () => {
    const before = (await drawnGraph(shop())).picture
    const page = await webview(before)
    await node(page, 'order.paid').click()
    await node(page, 'order.paid').focus()
    const place = await node(page, 'order.paid').boundingBox()
    const after = (await drawnGraph(shop({ extra: 'a.new.event' }))).picture
    await tell(page, { type: 'delta', seq: 2, delta: pictureDelta(before, after)! } satisfies ToGraphPage)
    await node(page, 'a.new.event').waitFor()
    assert.equal(await focused(page), 'event:order.paid')
    await page.getByRole('heading', { name: /order\.paid/ }).waitFor()
    const now = await node(page, 'order.paid').boundingBox()
    assert.ok(Math.abs(now!.x - place!.x) < 1 && Math.abs(now!.y - place!.y) < 1, JSON.stringify([place, now]))
  })

  it('says why nothing is drawn, and what is left out', async () => {
    const page = await shown(graphOf({}))
    await page.getByText('No events were found: no file here calls events.publish or events.on of @ampt/sdk.').waitFor()
  })

  it('shows hostile names as text', async () => {
    const page = await shown(graphOf({ events: [{ name: hostile, publishers: [], handlers: [handler(at(1))] }] }))
    await page.locator('.node .title', { hasText: '</script><img' }).waitFor()
    assert.equal(await page.locator('img').count(), 0)
  })

  it('draws 500 events', async () => {
    const page = await shown(generatedGraph(500, 58))
    await page.waitForFunction(
      () => (document as unknown as { querySelectorAll(css: string): unknown[] }).querySelectorAll('.node').length === 558,
    )
  })

  it('reads aloud first what is seen on a node', async () => {
    // axe takes the tooltip in an SVG's title for text that is seen.
    const page = await webview((await drawnGraph(shop(), {}, await shownRun())).picture)
    const seen = await page
      .locator('.node')
      .evaluateAll((all) =>
        (all as unknown as { getAttribute(name: string): string; querySelectorAll(css: string): Iterable<{ textContent: string }> }[]).map(
          (one) =>
            [
              one.getAttribute('aria-label'),
              [...one.querySelectorAll('text')].map(({ textContent }) => textContent.trim()).join(', '),
            ] as const,
        ),
      )
    assert.ok(seen.length > 4)
    for (const [label, text] of seen) if (!text.includes('…')) assert.ok(label.startsWith(text), `${label} does not begin with ${text}`)
  })

  for (const { name, scheme, colors } of themes.slice(2)) {
    it(`is accessible in ${name}`, async () => {
      const page = await webview((await drawnGraph(shop(), {}, await shownRun())).picture)
      await page.emulateMedia({ colorScheme: scheme })
      await page.evaluate((all) => {
        for (const [key, value] of Object.entries(all)) document.documentElement.style.setProperty(`--vscode-${key}`, value)
      }, colors)
      await node(page, 'order.paid').click()
      await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
      const { violations } = await page.evaluate(() =>
        axe.run({ resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: false } } }),
      )
      assert.deepEqual(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(' | ')}`,
        ),
        [],
      )
    })
  }
})
