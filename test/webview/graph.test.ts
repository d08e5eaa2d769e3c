import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { inParts } from '../../src/flow/inParts'
import { pictureDelta } from '../../src/flow/pictureDelta'
import type { EventGraph } from '../../src/model/graph'
import type { FromGraphPage, GraphPicture, ToGraphPage } from '../../src/model/graphPageProtocol'
import { launchChromium } from '../support/chromium'
import { drawnGraph } from '../support/drawnGraph'
import { generatedGraph } from '../support/generatedGraph'
import { runEngine } from '../support/testEngine'
import { graphOf, handler, publisher } from '../unit/host/graphOf'
import { buildPage, openWebview, posted, tell, troublesOf, type BuiltPage } from './openPage'
import { hostile, shownRun } from './shownRun'
import { themes, wear } from './themes'

declare const sessionStorage: { getItem(key: string): string | null }
declare const getComputedStyle: (element: never) => { readonly strokeDasharray: string }
declare const document: {
  activeElement: { getAttribute(name: string): string | null } | null
  querySelector(css: string): { focus(): void; textContent: string } | null
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

  async function webview(picture: GraphPicture, width = 1100): Promise<Page> {
    const page = await openWebview(browser, built, { width, height: 700 })
    pages.push(page)
    await tell(page, { type: 'picture', seq: 1, parts: 0, picture } satisfies ToGraphPage)
    return page
  }
  const shown = async (graph = shop()): Promise<Page> => webview((await drawnGraph(graph)).picture)
  const node = (page: Page, name: string) => page.locator(`.node[data-node="event:${name}"]`)
  const said = async (page: Page): Promise<readonly FromGraphPage[]> =>
    (await posted<FromGraphPage>(page)).filter(({ type }) => type !== 'ready' && type !== 'room')
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

  it('offers no focus on what is in it, and keeps the keyboard in the details as it comes into it', async () => {
    const before = (await drawnGraph(shop())).picture
    const page = await webview(before)
    await node(page, 'order.paid').click()
    await page.getByRole('button', { name: 'Focus' }).focus()
    const after = (await drawnGraph(shop(), { focus: 'event:order.paid' })).picture
    await tell(page, { type: 'delta', seq: 2, parts: 0, delta: pictureDelta(before, after)! } satisfies ToGraphPage)
    await page.getByRole('button', { name: 'Focus' }).waitFor({ state: 'detached' })
    await page.locator('.details :focus').waitFor()
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

  it('can be used without a mouse: searched, walked, opened, and each control', async () => {
    const page = await shown()
    const button = async (): Promise<string> =>
      page.locator(':focus').evaluate((one) => {
        const { textContent, ariaLabel } = one as unknown as { textContent: string; ariaLabel: string | null }
        return ariaLabel ?? textContent
      })
    await page.keyboard.press('/')
    await page.keyboard.type('order.paid')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /order\.paid/ }).waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await focused(page), 'event:order.paid')
    await page.keyboard.press('Enter')
    assert.equal(await button(), 'src/shop.ts:20')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    assert.equal(await focused(page), 'event:order.paid')
    await page.keyboard.press('Control+f')
    const controls: string[] = []
    for (let tab = 0; tab < 4; tab++) {
      await page.keyboard.press('Tab')
      controls.push(await button())
      if (controls.at(-1) === 'Cycles only') await page.keyboard.press('Space')
    }
    assert.deepEqual(controls, ['Cycles only', 'Zoom out', 'Zoom in', 'Fit'])
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'event:order.paid')
    assert.deepEqual(await said(page), [
      { type: 'open', of: 'node', id: 'event:order.paid', place: 0 },
      { type: 'cyclesOnly', isOn: true },
    ])
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
    await tell(page, { type: 'delta', seq: 2, parts: 0, delta: pictureDelta(before, after)! } satisfies ToGraphPage)
    await node(page, 'a.new.event').waitFor()
    assert.equal(await focused(page), 'event:order.paid')
    await page.getByRole('heading', { name: /order\.paid/ }).waitFor()
    const now = await node(page, 'order.paid').boundingBox()
    assert.ok(Math.abs(now!.x - place!.x) < 1 && Math.abs(now!.y - place!.y) < 1, JSON.stringify([place, now]))
  })

  const names = ['order.placed', 'payment.requested', 'payment.captured', 'mail.receipt', 'order.payment-due']
  /** What is around the middle of a chain. */
  async function aroundCaptured(): Promise<GraphPicture> {
    const chain = names.map((name, index) => {
      const before = names[index - 1]
      const triggers = before === undefined ? [] : [{ kind: 'event' as const, name: before, ...at(1), path: [] }]
      return { name, handlers: [handler(at(5))], publishers: [publisher({ ...at(5), triggers })] }
    })
    return (await drawnGraph(graphOf({ events: chain }), { focus: 'event:payment.captured', depth: 3 })).picture
  }

  it('keeps the focus in sight as code opens beside it', async () => {
    const page = await webview(await aroundCaptured(), 1100)
    await node(page, 'payment.captured').waitFor()
    await page.setViewportSize({ width: 420, height: 700 })
    await page.waitForFunction('document.querySelector(".stage").clientWidth === 420')
    const { x, width } = (await node(page, 'payment.captured').boundingBox())!
    assert.ok(x >= 0 && x + width <= 420, `it is at ${x}`)
  })

  it('shows in half an editor what is around a focus in a size that can be read, where there is more of it, and all of it when asked', async () => {
    const page = await webview(await aroundCaptured(), 640)
    const inSight = async (): Promise<string[]> => {
      const boxes = await Promise.all(names.map((name) => node(page, name).boundingBox()))
      return names.filter((_, index) => boxes[index]!.x >= 0 && boxes[index]!.x + boxes[index]!.width <= 640)
    }
    await page.locator('.stage.more-left.more-right').waitFor()
    assert.deepEqual(await inSight(), names.slice(1, 4))
    assert.ok((await scaleOf(page)) >= 0.8)
    await node(page, 'payment.captured').focus()
    for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowRight')
    assert.deepEqual([await focused(page), (await inSight()).at(-1)], ['event:order.payment-due', 'order.payment-due'])
    await page.getByRole('button', { name: 'Fit' }).click()
    assert.deepEqual(await inSight(), names)
  })

  it('says when it becomes higher than wide, from its beginning on', async () => {
    const page = await webview((await drawnGraph(shop())).picture, 560)
    await page.setViewportSize({ width: 1100, height: 700 })
    await page.waitForFunction('window.posted.length === 3')
    assert.deepEqual(await posted(page), [{ type: 'room', isHigh: true }, { type: 'ready' }, { type: 'room', isHigh: false }])
  })

  it('stays with what is looked at, and is walked along its edges, when it turns to lead from top to bottom', async () => {
    const [before, after] = [(await drawnGraph(shop())).picture, (await drawnGraph(shop(), { isDown: true })).picture]
    const page = await webview(before, 560)
    await node(page, 'order.paid').click()
    await tell(page, { type: 'delta', seq: 2, parts: 0, delta: pictureDelta(before, after)! } satisfies ToGraphPage)
    await page.getByRole('heading', { name: /order\.paid/ }).waitFor()
    await node(page, 'order.placed').focus()
    await page.keyboard.press('ArrowDown')
    assert.equal(await focused(page), 'event:order.paid')
    const [above, below] = await Promise.all(['order.placed', 'order.paid'].map((name) => node(page, name).boundingBox()))
    assert.ok(above!.y + above!.height < below!.y, JSON.stringify([above, below]))
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    assert.equal(await focused(page), 'route:POST /orders')
  })

  it('has its controls in one line of half an editor, by names and keyboard as in a wide one', async () => {
    const shown = (await drawnGraph(shop(), { focus: 'event:order.placed' }, await shownRun())).picture
    const folders = ['file:///shop', 'file:///bakery'].map((id) => ({ id, name: id.slice(8) }))
    const page = await webview({ ...shown, frame: { ...shown.frame, folders } }, 560)
    const boxes = ['Folder', 'Search the graph', 'Steps around the focus']
    const buttons = ['Show all', 'Cycles only', 'Last run', 'Zoom out', 'Zoom in', 'Fit']
    // In the order of the keyboard.
    const controls = [
      ...boxes.map((name) => page.getByRole('combobox', { name })),
      ...buttons.map((name) => page.getByRole('button', { name, exact: true })),
    ]
    const first = (await controls[0]!.boundingBox())!
    for (const control of controls) {
      const { x, y, width, height } = (await control.boundingBox())!
      assert.ok(x >= 0 && x + width <= 560, `${control.toString()} lies outside`)
      assert.ok(y < first.y + first.height && first.y < y + height, `${control.toString()} is in another line`)
      await page.keyboard.press('Tab')
      assert.ok(
        await control.evaluate((one) => (one as unknown as { matches(css: string): boolean }).matches(':focus')),
        control.toString(),
      )
    }
  })

  it('fits a room that gets narrower, as code opens beside it, unless the reader moved the drawing', async () => {
    const narrow = async (isMoved: boolean): Promise<boolean[]> => {
      const page = await webview((await drawnGraph(shop())).picture, 900)
      await node(page, 'order.paid').click()
      if (isMoved) await page.getByRole('button', { name: 'Zoom in' }).click()
      await page.setViewportSize({ width: 560, height: 500 })
      await page.waitForFunction('document.querySelector(".stage").clientWidth === 560')
      const boxes = await Promise.all(['order.placed', 'basket.closed'].map((name) => node(page, name).boundingBox()))
      return boxes.map((box) => box !== null && box.x >= 0 && box.x + box.width <= 560)
    }
    assert.deepEqual(await narrow(false), [true, true])
    assert.notDeepEqual(await narrow(true), [true, true])
  })

  it('fits a page that gets lower, as the panel opens, also where another tab was in front of it meanwhile', async () => {
    const { picture } = await drawnGraph(shop())
    const page = await webview(picture)
    await page.waitForFunction(() => sessionStorage.getItem('state') !== null)
    await page.reload()
    await tell(page, { type: 'picture', seq: 1, parts: 0, picture } satisfies ToGraphPage)
    await node(page, 'order.paid').waitFor()
    await page.setViewportSize({ width: 1100, height: 220 })
    await page.waitForFunction('document.querySelector(".stage").clientHeight < 220')
    for (const { id } of picture.nodes) {
      const { y, height } = (await page.locator(`.node[data-node="${id}"]`).boundingBox())!
      assert.ok(y >= 0 && y + height <= 220, `${id} is at ${y}`)
    }
  })

  it('leaves a low page to the drawing: what is selected is told beside it, and stays in sight', async () => {
    const page = await webview((await drawnGraph(shop())).picture, 640)
    await page.setViewportSize({ width: 640, height: 220 })
    await node(page, 'order.paid').click()
    const of = [page.getByRole('application'), page.getByRole('region', { name: 'Details' }), node(page, 'order.paid')]
    const [stage, details, chosen] = (await Promise.all(of.map((one) => one.boundingBox()))).map((box) => box!)
    assert.ok(stage!.height > 110 && details!.height > 110, 'one stands above the other')
    assert.ok(stage!.x + stage!.width <= details!.x, 'one lies over the other')
    assert.ok(chosen!.x >= 0 && chosen!.x + chosen!.width <= details!.x && chosen!.y + chosen!.height <= 220)
  })

  it('tells an event that is ignored by its outline, not by its colour alone', async () => {
    const page = await shown()
    const outline = (css: string): Promise<string> =>
      page.locator(`${css} .box`).evaluate((one) => getComputedStyle(one as never).strokeDasharray)
    for (const [event, ignored] of [
      ['.node[data-node="event:order.paid"]', '.node[data-node="event:basket.closed"]'],
      ['.legend .event:not(.ignored)', '.legend .ignored'],
    ] as const) {
      assert.notEqual(await outline(event), await outline(ignored))
    }
  })

  for (const isDown of [false, true]) {
    it(`lays what a run came to over nothing else of the drawing, ${isDown ? 'from top to bottom' : 'from left to right'}`, async () => {
      const from = (name: string) => [publisher({ ...at(5), triggers: [{ kind: 'event', name, ...at(1), path: [] }] })]
      const handlers = [handler(at(1))]
      const graph = graphOf({
        events: [
          { name: 'a', handlers, publishers: from('a') },
          { name: 'b', handlers, publishers: from('a') },
        ],
      })
      const trace = await runEngine({
        handlers: [
          ['a', (_, { publish }) => publish('b', {})],
          ['b', () => Promise.reject(new Error('no'))],
        ],
        publish: [['a'], ['a']],
      })
      const page = await webview((await drawnGraph(graph, { isDown }, trace)).picture)
      const boxOf = async (one: Locator): Promise<Box> => (await one.boundingBox())!
      const first = await boxOf(node(page, 'a').locator('.badge'))
      const second = await boxOf(node(page, 'b').locator('.badge', { hasText: '2 dropped · 6,722 attempts' }))
      const loop = await boxOf(page.locator('.drawing .cycle .way'))
      assert.deepEqual([isApart(first, second), isApart(first, loop)], [true, true], JSON.stringify({ first, second, loop }))
    })
  }

  it('shadows the sides on which the drawing goes on', async () => {
    const page = await shown(generatedGraph(60, 5))
    for (let times = 0; times < 5; times++) await page.getByRole('button', { name: 'Zoom in' }).click()
    await page.locator('.stage.more-left.more-right.more-top.more-bottom').waitFor()
    await page.getByRole('button', { name: 'Fit' }).click()
    await page.locator('.stage:not([class*=more-])').waitFor()
  })

  it('cuts a long name in its middle, and has the whole of it in the details', async () => {
    const name = 'organisation.subscription.invoice.payment-method.authentication.2'
    const page = await shown(graphOf({ events: [{ name, publishers: [], handlers: [handler(at(1))] }] }))
    assert.match((await node(page, name).locator('.title').textContent())!, /^organisation\..*….*\.2$/)
    await node(page, name).click()
    await page.getByRole('heading', { name }).waitFor()
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

  describe('of 500 events', () => {
    const graph = generatedGraph(500, 58)
    let picture: GraphPicture
    before(async () => {
      ;({ picture } = await drawnGraph(graph))
    })
    const stage = (page: Page) => page.getByRole('application')
    const drawn = (page: Page): Promise<void> => page.locator('.stage[aria-busy=false]').waitFor()
    const fit = async (page: Page): Promise<void> => {
      await page.getByRole('button', { name: 'Fit' }).click()
      await page.locator('.overview:not([display])').waitFor()
      await drawn(page)
    }

    it('has elements for what is in sight, and no more than can be read', async () => {
      const page = await webview(picture)
      await drawn(page)
      const { width, height } = (await stage(page).boundingBox())!
      const inSight = picture.nodes.filter(({ x, y }) => x * 0.8 < width && y * 0.8 < height).map(({ id }) => id)
      const here = await nodesOf(page)
      assert.deepEqual(
        inSight.filter((id) => !here.includes(id)),
        [],
      )
      assert.ok(here.length < 200, `${here.length} elements`)
      await stage(page).hover()
      await page.mouse.wheel(2_400, 1_500)
      // The first has the keyboard.
      await page.waitForFunction((id) => document.querySelector(`.node[data-node="${id}"]`) === null, here.at(-1)!)
      await drawn(page)
      const there = await nodesOf(page)
      assert.ok(there.length > 20 && there.some((id) => !here.includes(id)), there.join())
    })

    it('is seen as a whole in an overview, where each node can be pointed at, named, selected and searched', async () => {
      const page = await webview(picture)
      await fit(page)
      const outlines = await page
        .locator('.overview .box')
        .evaluateAll((all) => all.map((one) => (one as unknown as { getAttribute(name: string): string }).getAttribute('d')))
      assert.equal(outlines.join('').match(/M/g)?.length, picture.nodes.length)
      assert.ok((await nodesOf(page)).length < 5)

      const wanted = picture.nodes.find(({ id }) => id === 'event:area31.thing.happened4')!
      const scale = await scaleOf(page)
      const { x, y } = (await page.locator('.drawing').boundingBox())!
      await page.mouse.move(x + (wanted.x + wanted.width / 2) * scale, y + (wanted.y + wanted.height / 2) * scale)
      const pointed = page.getByRole('button', { name: /^area31\.thing\.happened4, / })
      assert.match((await pointed.locator('title').textContent())!, /^area31\.thing\.happened4, /)
      await page.mouse.down()
      await page.mouse.up()
      await page.getByRole('heading', { name: 'area31.thing.happened4' }).waitFor()

      await page.getByRole('combobox', { name: 'Search the graph' }).fill('area31.')
      await page.locator('.overview .aside').first().waitFor({ state: 'attached' })
      await drawn(page)
      const matched = await page
        .locator('.overview g:not(.aside) > .box')
        .evaluateAll((all) => all.map((one) => (one as unknown as { getAttribute(name: string): string }).getAttribute('d')))
      assert.equal(matched.join('').match(/M/g)?.length, picture.nodes.filter(({ title }) => title.includes('area31.')).length)
      // What is chosen is not only shown, but can be read.
      await page.keyboard.press('Enter')
      assert.ok((await scaleOf(page)) >= 0.8)
    })

    it('can be walked by keyboard to nodes out of sight, which come into it', async () => {
      const page = await webview(picture)
      await drawn(page)
      const { width, height } = (await stage(page).boundingBox())!
      await page.locator('.node[tabindex="0"]').focus()
      await page.keyboard.press('End')
      const last = await focused(page)
      assert.ok(last !== null)
      const box = (await page.locator(`.node[data-node="${last}"]`).boundingBox())!
      assert.ok(box.x > 0 && box.x + box.width < width && box.y > 0 && box.y < height + 60, JSON.stringify(box))
      assert.equal(await page.locator('.node[tabindex="0"]').count(), 1)
      await fit(page)
      assert.equal(await page.locator('.node[tabindex="0"]').getAttribute('data-node'), last)
    })

    describe('while it is drawn', () => {
      /** A page whose every look at the clock takes 3 ms, so that two nodes are a slice, and that says when a frame began. */
      const slow = async (): Promise<Page> => {
        const page = await openWebview(browser, built, { width: 1100, height: 700 })
        pages.push(page)
        await page.evaluate(`{
          let now = 0
          performance.now = () => (now += 3)
          window.framesWhileBusy = 0
          const count = () => {
            if (document.querySelector('.stage').getAttribute('aria-busy') === 'true') window.framesWhileBusy++
            requestAnimationFrame(count)
          }
          count()
        }`)
        return page
      }

      it('lets frames pass and input through', async () => {
        const page = await slow()
        await page.evaluate(`
          addEventListener('message', () => requestAnimationFrame(() => requestAnimationFrame(() => {
            window.wasBusy = document.querySelector('.stage').getAttribute('aria-busy')
            document.querySelector('.toggle').click()
          })))`)
        await tell(page, { type: 'picture', seq: 1, parts: 0, picture } satisfies ToGraphPage)
        await drawn(page)
        assert.equal(await page.evaluate('window.wasBusy'), 'true')
        assert.ok((await page.evaluate<number>('window.framesWhileBusy')) > 10)
        assert.deepEqual(await said(page), [{ type: 'cyclesOnly', isOn: true }])
      })

      it('ends in the last picture, with the keyboard where it was, whatever changes meanwhile', async () => {
        const [gone] = picture.nodes.filter(({ title }) => title === 'area1.thing.happened0')
        const events = graph.events.filter(({ name }) => name !== gone!.title)
        const next = (
          await drawnGraph({ ...graph, events: [{ name: 'a.new.event', publishers: [], handlers: [handler(at(1))] }, ...events] })
        ).picture
        const page = await slow()
        await page.evaluate(
          ([first, second]) => {
            const { postMessage, requestAnimationFrame: frame } = globalThis as unknown as {
              readonly postMessage: (message: unknown) => void
              readonly requestAnimationFrame: (run: () => void) => void
            }
            postMessage(first)
            // In the middle of the first drawing.
            frame(() =>
              frame(() =>
                frame(() => {
                  document.querySelector('.node[tabindex="0"]')!.focus()
                  postMessage(second)
                }),
              ),
            )
          },
          [
            { type: 'picture', seq: 1, parts: 0, picture },
            { type: 'delta', seq: 2, parts: 0, delta: pictureDelta(picture, next)! },
          ] satisfies ToGraphPage[],
        )
        await page.locator('.node').nth(3).waitFor()
        await page.waitForFunction((title) => document.querySelector('.summary')!.textContent === title, next.frame.summary)
        await drawn(page)
        assert.equal(await focused(page), picture.nodes[0]!.id)
        const all = new Map([...next.nodes, ...next.edges].map((one) => [one.id, one.label]))
        const labels = await labelsOf(page)
        assert.ok(labels.length > 50)
        for (const [id, label] of labels) assert.equal(label, all.get(id), `${id} is not as it is now`)
        const places = await page.locator('.drawing .node').evaluateAll((every) =>
          every.map((one) => {
            const { dataset, attributes } = one as unknown as { dataset: { node: string }; attributes: { transform: { value: string } } }
            return [dataset.node, attributes.transform.value] as const
          }),
        )
        const now = new Map(next.nodes.map(({ id, x, y }) => [id, `translate(${x} ${y})`]))
        for (const [id, place] of places) assert.equal(place, now.get(id), id)
      })
    })

    it('may come in parts, of which those of a picture that never came are left out', async () => {
      const page = await openWebview(browser, built, { width: 1100, height: 700 })
      pages.push(page)
      const [first, ...rest] = inParts({ type: 'picture', parts: 0, picture })
      assert.ok(rest.length > 2)
      const old = { ...picture.nodes[0]!, id: 'event:old', label: 'old' }
      for (const [index, message] of [{ type: 'part', nodes: [old], edges: [] }, first!, ...rest].entries()) {
        await tell(page, { ...message, seq: index + 1 })
      }
      await drawn(page)
      await fit(page)
      const outlines = await page
        .locator('.overview .box')
        .evaluateAll((all) => all.map((one) => (one as unknown as { getAttribute(name: string): string }).getAttribute('d')))
      assert.equal(outlines.join('').match(/M/g)?.length, picture.nodes.length)
    })
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

  for (const theme of themes.slice(2)) {
    it(`is accessible in ${theme.name}`, async () => {
      const page = await webview((await drawnGraph(shop(), {}, await shownRun())).picture)
      await wear(page, theme)
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

function nodesOf(page: Page): Promise<string[]> {
  return page.locator('.node').evaluateAll((all) => all.map((one) => (one as unknown as { dataset: { node: string } }).dataset.node))
}

/** What is drawn, as ids with their labels. */
function labelsOf(page: Page): Promise<[string, string][]> {
  return page.locator('.drawing .node, .drawing .edge').evaluateAll((all) =>
    all.map((one) => {
      const { dataset, firstElementChild } = one as unknown as {
        dataset: { node?: string; edge?: string }
        firstElementChild: { textContent: string }
      }
      return [dataset.node ?? dataset.edge!, firstElementChild.textContent]
    }),
  )
}

function scaleOf(page: Page): Promise<number> {
  return page.locator('.drawing').evaluate((one) => {
    const { style } = one as unknown as { style: { transform: string } }
    return Number(/scale\((.*)\)/.exec(style.transform)![1])
  })
}

type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>

function isApart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}
