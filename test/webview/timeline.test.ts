import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import type { ToTimelinePage } from '../../src/model/timelineProtocol'
import type { Trace } from '../../src/model/trace'
import { layoutTimeline } from '../../src/timeline/layoutTimeline'
import { launchChromium } from '../support/chromium'
import { runEngine } from '../support/testEngine'
import { buildPage, openFile, openWebview, posted, tell, troublesOf, type BuiltPage } from './openPage'
import { hostile, longText, shownRun, stormRun } from './shownRun'
import { themes, wear } from './themes'

declare const document: {
  documentElement: { style: { setProperty(name: string, value: string): void }; scrollWidth: number; clientWidth: number }
  activeElement: { getAttribute(name: string): string | null; textContent: string; tagName: string } | null
}
declare const axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> }

describe('The timeline page', () => {
  let browser: Browser
  let built: BuiltPage
  let run: Trace
  const pages: Page[] = []

  before(async () => {
    ;[browser, built, run] = await Promise.all([launchChromium(), buildPage('timeline'), shownRun()])
  })
  after(() => browser.close())
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      assert.deepEqual(await troublesOf(page), [], 'no error, no dialog, nothing that the policy refused')
      await page.close()
    }
  })

  async function file(trace: Trace, view?: { width: number; height: number }): Promise<Page> {
    const page = await openFile(browser, built, trace, view)
    pages.push(page)
    return page
  }

  async function webview(...messages: readonly ToTimelinePage[]): Promise<Page> {
    const page = await openWebview(browser, built)
    pages.push(page)
    for (const message of messages) await tell(page, message)
    return page
  }

  const runs = (selected: string | null, ...ids: string[]): ToTimelinePage => ({
    type: 'runs',
    seq: 1,
    runs: ids.map((id) => ({ id, title: `Run ${id}` })),
    selected,
  })
  const shown = (): Promise<Page> => webview(runs('a', 'a'), { type: 'trace', seq: 2, run: 'a', trace: run })

  describe('as a file', () => {
    it('shows a lane for each handler, for each event without one, and a text for what is folded', async () => {
      const page = await file(run)
      const names = await page.getByRole('rowheader').allTextContents()
      assert.deepEqual(names.filter((name) => !name.includes('<')).sort(), [
        'longsrc/listeners.ts:5',
        'nobody.listensno handler',
        'order.placed #2src/listeners.ts:2',
        'order.placedsrc/listeners.ts:1',
        'payment.requestedsrc/listeners.ts:3',
      ])
      await page.getByText('2 × 3,359 more, every 6 min: Error: card declined, until 2025-01-14 23:54:00').waitFor()
      await page
        .getByText('7 published: 2 handled, 3 dropped, 2 ignored · 1 rejected · 10,086 attempts (10,080 retries, 1 duplicate) · 14 d')
        .waitFor()
    })

    it('labels each gap on the axis with the time that it leaves out', async () => {
      const page = await file(run)
      const gaps = await page.locator('.gap').allTextContents()
      assert.deepEqual(gaps, ['6 min', '13 d 23 h', '6 min'])
    })

    it('names every mark by its whole label', async () => {
      const page = await file(run)
      const labels = await cells(page).evaluateAll((all) => all.map((cell) => (cell as unknown as Labelled).ariaLabel))
      const marks = layoutTimeline(run).lanes.flatMap((lane) => lane.marks)
      for (const { fold, label } of marks) if (fold === null) assert.ok(labels.includes(label), label)
      for (const label of labels) assert.match(label, /2025/)
    })

    it('groups marks by kind where more than eight share a lane and a moment, and lists them in the details', async () => {
      const page = await file(await stormRun())
      assert.deepEqual(await cells(page).allTextContents(), ['×100', '×100'])
      await page.getByRole('gridcell', { name: 'handled ×100 at 2025-01-01 00:00:00' }).click()
      const entries = details(page).getByRole('button', { name: /attempt 1/ })
      assert.equal(await entries.count(), 100)
      await entries.nth(41).click()
      await details(page).getByText('tick#42', { exact: true }).waitFor()
    })

    it('says in words how many lanes are not drawn', async () => {
      const trace = await stormRun()
      const events = Array.from({ length: 1_200 }, (_, index) => ({
        ...trace.events[0]!,
        name: `lane ${index}`,
        state: 'scheduled' as const,
      }))
      const page = await file({ ...trace, events, attempts: { ...trace.attempts, length: 0 } })
      await page.getByText(/^200 more lanes would be too many to draw\.$/).waitFor()
    })

    it('gives places as text, since there is nothing to open them', async () => {
      const page = await file(run)
      await mark(page, 'order.placed, attempt 1: handled').first().click()
      await details(page).getByText('src/effects.ts:1').waitFor()
      assert.equal(await page.locator('button.place').count(), 0)
    })

    it('keeps both ends of a long name in sight, on one line', async () => {
      const name = 'organisation.subscription.invoice.payment-method.authentication.2'
      const page = await file(await runEngine({ handlers: [[name, () => undefined]], publish: [[name]] }))
      const header = page.getByRole('rowheader', { name })
      const shown = await header.locator('.title').evaluate((title) => {
        const { scrollWidth, clientWidth, clientHeight, children } = title as unknown as Sized
        return { isWhole: scrollWidth === clientWidth, isCut: children[0]!.scrollWidth > children[0]!.clientWidth, height: clientHeight }
      })
      assert.ok(shown.isWhole && shown.isCut && shown.height < 24, JSON.stringify(shown))
    })

    it('cuts a short name with a sign where there is no room, and shows all of it where there is', async () => {
      const names = ['member.joined', 'member.renamed', 'member.invited.2']
      const trace = await runEngine({ handlers: names.map((name) => [name, () => undefined]), publish: names.map((name) => [name]) })
      for (const [width, isCut] of [
        [1_000, false],
        [300, true],
      ] as const) {
        const page = await file(trace, { width, height: 300 })
        const sizes = await page.locator('.beginning').evaluateAll((all) =>
          (all as unknown as Sized[]).map(({ clientWidth, scrollWidth }) => ({
            isRoomForSign: clientWidth > 12,
            isCut: scrollWidth > clientWidth,
          })),
        )
        for (const size of sizes) assert.deepEqual(size, { isRoomForSign: true, isCut })
      }
    })

    it('keeps hostile names, bodies and errors text', async () => {
      const page = await file(run)
      assert.equal(await page.locator('img').count(), 0)
      await page.getByRole('rowheader', { name: hostile }).first().waitFor()
      await mark(page, `${hostile}, attempt 1`).first().click()
      await details(page).getByText(`Error: ${hostile}`).first().waitFor()
      assert.equal(await page.locator('img').count(), 0)
      assert.equal(await page.locator('script').count(), 2)
    })
  })

  describe('shows of a selected', () => {
    it('attempt its outcome, handlers, logs, effects, body and what came after its end', async () => {
      const page = await file(run)
      await mark(page, 'order.placed, attempt 1: handled').first().click()
      const text = await details(page).innerText()
      for (const part of [
        'order.placed: attempt 1',
        'handled · 2025-01-01 00:00:00 · 0 ms',
        'Handler 2: handled',
        'order {"orderId":1}',
        'data.set order:1',
        '{"state":"paid"}',
        'publish payment.requested',
        'After the attempt had ended',
        '2025-01-01 00:00:05, handler 1',
        'too late',
        'order.placed#1',
        '"orderId": 1',
      ]) {
        assert.ok(text.includes(part), part)
      }
      await details(page).getByText('denied', { exact: true }).waitFor()
    })

    it('failed attempt its error with place and stack', async () => {
      const page = await file(run)
      await mark(page, 'payment.requested, attempt 1').first().click()
      await details(page).getByText('Error: card declined').waitFor()
      await details(page).getByText('at src/throw.ts:7').waitFor()
      await details(page).getByText('Stack').click()
      await details(page).getByText('at pay (src/throw.ts:7:3)').waitFor()
    })

    it('fold what it holds: how many, from when to when, with which error, and its first and last', async () => {
      const page = await file(run, { width: 1_000, height: 300 })
      await page.getByRole('gridcell', { name: /^2 × 3,359 more/ }).click()
      await details(page)
        .getByRole('button', { name: /3,359 more/ })
        .first()
        .click()
      await details(page).getByRole('heading', { name: 'payment.requested: 3,359 attempts' }).waitFor()
      for (const text of [
        '3,359 more, every 6 min',
        '2025-01-01 00:06:00',
        '2025-01-14 23:54:00',
        'Error: card declined',
        'src/throw.ts:7',
      ]) {
        await details(page).getByText(text, { exact: true }).waitFor()
      }
      await details(page).getByRole('button', { name: 'Show the last of them' }).click()
      await details(page).getByRole('heading', { name: 'payment.requested: attempt 3,360' }).waitFor()
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'payment.requested: attempt 3,360')
      const [pane, shown] = await Promise.all([details(page), details(page).locator(':focus')].map((one) => one.boundingBox()))
      assert.ok(shown!.y - pane!.y < 40, 'from its beginning on')
      await details(page).getByRole('button', { name: 'Show the first of them' }).click()
      await details(page).getByRole('heading', { name: 'payment.requested: attempt 2' }).waitFor()
    })

    it('rejected publish the reason', async () => {
      const page = await file(run)
      await mark(page, 'order.placed rejected').click()
      const { notes } = run.events.find(({ state }) => state === 'rejected')!
      await details(page).getByText(notes[0]!).waitFor()
    })

    it('event of a long body its beginning, and all of it when asked', async () => {
      const page = await file(run)
      await mark(page, 'long published').click()
      const body = details(page).locator('pre')
      assert.ok((await body.first().innerText()).length < 1_100)
      await details(page)
        .getByText(/^All 10,00\d characters$/)
        .click()
      assert.ok((await body.last().innerText()).includes(longText.trim()))
    })

    it('request what it was answered, headers and all', async () => {
      const at = run.header.start
      const headers = { location: '/orders/1', 'set-cookie': ['a=1', 'b=2'] }
      const answered = { startedAt: at, endedAt: at, response: { status: 201, headers, body: '{"id":1}' }, error: null }
      const page = await file({ ...run, calls: [{ key: 'POST /orders#1', ...answered, effects: [], logs: [] }] })
      await mark(page, 'POST /orders#1 at').click()
      const shown = await details(page).innerText()
      for (const words of ['201', '/orders/1', 'b=2', '"id": 1']) assert.ok(shown.includes(words), words)
    })

    it('run its contract, seed and notes', async () => {
      const page = await file({ ...run, end: { ...run.end, notes: ['It rests on this.', 'And on that.'] } })
      await page.getByRole('button', { name: '2 notes: It rests on this.' }).click()
      await details(page).getByRole('heading', { name: 'About this run' }).waitFor()
      await details(page).getByText('And on that.').waitFor()
      await details(page).getByText('as documented').waitFor()
    })

    it('run that stopped early why it did, at once', async () => {
      const stopped = { reason: 'budget-hops', event: 'a', site: null, message: 'a publishes itself without end.' } as const
      const page = await file({ ...run, end: { ...run.end, stopped } })
      await page.getByText('Stopped early: a publishes itself without end.').waitFor()
    })
  })

  describe('by the keyboard', () => {
    it('is one tab stop, from which the arrows reach every mark', async () => {
      const page = await file(run)
      assert.equal(await page.locator('.grid [tabindex="0"]').count(), 1)
      const all = await cells(page).count()
      await cells(page).first().focus()
      const reached = new Set<string>()
      const lanes = await page.getByRole('row').count()
      for (let lane = 0; lane < lanes; lane++) {
        await page.keyboard.press('Home')
        for (let before = ''; before !== (await focusedPlace(page));) {
          before = await focusedPlace(page)
          reached.add(before)
          await page.keyboard.press('ArrowRight')
        }
        await page.keyboard.press('ArrowDown')
      }
      assert.equal(reached.size, all)
      assert.equal(await page.locator('.grid [tabindex="0"]').count(), 1)
    })

    it('goes to the ends of a lane with Home and End, and to the nearest mark above with Up', async () => {
      const page = await file(run)
      await mark(page, 'payment.requested published').first().focus()
      await page.keyboard.press('End')
      assert.match((await focused(page)).label, /dropped/)
      await page.keyboard.press('Home')
      assert.match((await focused(page)).label, /^payment\.requested published/)
      await page.keyboard.press('ArrowUp')
      assert.doesNotMatch((await focused(page)).label, /payment/)
    })

    it('reaches the picker of runs, what is said of the run, and the places in the code', async () => {
      const page = await webview(runs('a', 'a', 'b'), { type: 'trace', seq: 2, run: 'a', trace: run })
      await page.getByRole('grid').waitFor()
      await page.keyboard.press('Tab')
      assert.equal((await focused(page)).label, 'Run')
      while ((await focused(page)).label !== 'About this run') await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await details(page).waitFor()
      await page.keyboard.press('Escape')
      await mark(page, 'payment.requested published').first().focus()
      await page.keyboard.press('Enter')
      while (!/^src\/publish\.ts/.test((await focused(page)).text)) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const event = run.events.findIndex(({ name }) => name === 'payment.requested')
      assert.deepEqual((await posted(page)).at(-1), { type: 'open', run: 'a', target: { kind: 'publish', event } })
    })

    it('selects with Enter and Space, moves to the heading of the details, and comes back with Escape, which closes them', async () => {
      const page = await file(run)
      for (const key of ['Enter', ' ']) {
        await mark(page, 'payment.requested published').first().focus()
        const { label } = await focused(page)
        await page.keyboard.press(key)
        assert.equal((await focused(page)).text, 'payment.requested: published')
        await page.keyboard.press('Escape')
        assert.equal((await focused(page)).label, label)
        await details(page).waitFor({ state: 'hidden' })
      }
    })
  })

  describe('in the editor', () => {
    it('says that it is ready, and begins a run when there is none', async () => {
      const page = await webview(runs(null))
      await page.getByText('No run yet. Click Simulate above a publish or a handler.').waitFor()
      await page.getByRole('button', { name: 'Simulate Publish…' }).click()
      assert.deepEqual(await posted(page), [{ type: 'ready' }, { type: 'give', what: 'run' }])
    })

    it('asks for a run that is picked among several', async () => {
      const page = await webview(runs('a', 'a', 'b'))
      const picker = page.getByRole('combobox', { name: 'Run' })
      assert.deepEqual(await picker.locator('option').allTextContents(), ['Run a', 'Run b'])
      await picker.selectOption('b')
      assert.deepEqual((await posted(page)).at(-1), { type: 'selectRun', run: 'b' })
    })

    it('has the picker and the totals on one line, and on the next its note, whole, and the buttons', async () => {
      const note = 'The parameter MAIL_SENDER is not set: params("MAIL_SENDER") is undefined, as on the platform before it is set.'
      const trace = { ...run, end: { ...run.end, notes: [note] } }
      const page = await webview(runs('a', 'a', 'b'), { type: 'trace', seq: 2, run: 'a', trace })
      const cut = "document.querySelector('.notice').scrollWidth > document.querySelector('.notice').clientWidth"
      await page.getByText(`Note: ${note}`).waitFor()
      assert.equal(await page.evaluate(cut), false)
      const lines = [
        [page.getByRole('combobox', { name: 'Run' }), page.locator('.summary')],
        [page.locator('.notice'), page.getByRole('button', { name: 'About this run' })],
      ]
      const middleOf = async (one: Locator): Promise<number> => one.boundingBox().then((box) => box!.y + box!.height / 2)
      const middles = await Promise.all(lines.map((line) => Promise.all(line.map(middleOf))))
      for (const [left, right] of middles) assert.ok(Math.abs(left! - right!) < 4, middles.join(', '))
      assert.ok(middles[0]![0]! < middles[1]![0]!, middles.join(', '))
    })

    it('has two lines in little room too, where its buttons are named as ever, and all that is cut is told about the run', async () => {
      const denied = { what: 'fetch', target: 'https://mail.example/', site: null, how: 'denied' } as const
      const end = { ...run.end, missingParams: [{ key: 'MAIL_KEY', site: null }], notSimulated: [denied], notes: ['b'] }
      const page = await webview(runs('a', 'a', 'b'), { type: 'trace', seq: 2, run: 'a', trace: { ...run, end } })
      await page.setViewportSize({ width: 560, height: 260 })
      const named = ['Set Missing Parameters…', 'Network Settings', 'About this run']
      const second = [page.locator('.notice'), ...named.map((name) => page.getByRole('button', { name, exact: true }))]
      const first = [page.getByRole('combobox', { name: 'Run' }), page.locator('.summary')]
      const boxes = await Promise.all([...first, ...second].map(async (one) => (await one.boundingBox())!))
      for (const { x, width } of boxes) assert.ok(width > 30 && x >= 0 && x + width <= 560, JSON.stringify(boxes))
      const isBeside = (a: number, b: number) =>
        boxes[a]!.y < boxes[b]!.y + boxes[b]!.height && boxes[b]!.y < boxes[a]!.y + boxes[a]!.height
      assert.deepEqual(
        [0, 1, 2, 3, 4, 5].filter((at) => isBeside(at, 0)),
        [0, 1],
      )
      assert.deepEqual(
        [0, 1, 2, 3, 4, 5].filter((at) => isBeside(at, 5)),
        [2, 3, 4, 5],
      )
      const totals = (await page.locator('.summary').textContent())!
      await second.at(-1)!.click()
      await details(page).getByText(totals).waitFor()
    })

    it('offers what a run lacked, parameters or the network, where somebody can give it', async () => {
      const denied = { what: 'fetch', target: 'https://mail.example/', site: null, how: 'denied' } as const
      const lacking = {
        ...run,
        end: { ...run.end, missingParams: [{ key: 'MAIL_KEY', site: null }], notSimulated: [denied], notes: ['b'] },
      }
      const page = await webview(runs('a', 'a'), { type: 'trace', seq: 2, run: 'a', trace: lacking })
      const offers = (shown: Page): Locator => shown.getByRole('button', { name: /^(Set Missing Parameters…|Network Settings)$/ })
      await offers(page).first().waitFor()
      for (const offer of await offers(page).all()) await offer.click()
      assert.deepEqual((await posted(page)).slice(1), [
        { type: 'give', what: 'params' },
        { type: 'give', what: 'network' },
      ])
      await page.getByText('2 notes: fetch https://mail.example/ was denied').waitFor()
      await tell(page, { type: 'trace', seq: 3, run: 'a', trace: { ...run, end: { ...run.end, notSimulated: [], notes: [] } } })
      await page.getByText('2 notes').waitFor({ state: 'hidden' })
      assert.equal(await offers(page).count(), 0)
      assert.equal(await offers(await file(lacking)).count(), 0)
    })

    it('has no picker for a single run', async () => {
      const page = await shown()
      await page.getByRole('grid').waitFor()
      assert.equal(await page.getByRole('combobox').count(), 0)
    })

    it('opens places by ids alone: the error, the handler, the effect, the publish, the registration', async () => {
      const page = await shown()
      await mark(page, 'payment.requested, attempt 1').first().click()
      const event = run.events.findIndex(({ name }) => name === 'payment.requested')
      const detail = run.details.findIndex(({ handlers }) => handlers[0]?.error?.message === 'card declined')
      await details(page).getByRole('button', { name: 'src/throw.ts:7' }).click()
      await details(page).getByRole('button', { name: 'src/listeners.ts:3' }).click()
      await details(page)
        .getByRole('button', { name: `src/publish.ts:${event + 1}` })
        .click()
      await page.getByRole('row').getByRole('button', { name: 'src/listeners.ts:3' }).click()
      await mark(page, 'order.placed, attempt 1: handled').first().click()
      const effects = run.details.findIndex((one) => one.effects.length > 0)
      await details(page).getByRole('button', { name: 'src/effects.ts:2' }).click()
      assert.deepEqual(
        (await posted(page)).slice(1),
        [
          { kind: 'error', detail, index: 0 },
          { kind: 'handler', detail, index: 0 },
          { kind: 'publish', event },
          { kind: 'registration', handler: 2 },
          { kind: 'effect', detail: effects, index: 1 },
        ].map((target) => ({ type: 'open', run: 'a', target })),
      )
    })

    it('ignores what is no message of the protocol', async () => {
      const page = await shown()
      await page.getByRole('grid').waitFor()
      const { events: _events, ...half } = run
      for (const message of [
        null,
        'trace',
        { type: 'trace' },
        { type: 'trace', seq: 3, run: 'a', trace: null },
        { type: 'trace', seq: 3, run: 'a', trace: half },
        { type: 'trace', seq: 3, run: 'a', trace: { ...run, attempts: { ...run.attempts, event: [1] } } },
        { type: 'runs', seq: 3, runs: [{ id: 1 }], selected: null },
        { type: 'failed', seq: 3, message: { html: '<b>' } },
        { type: 'progress', seq: 'three', text: 'x' },
        { type: 'eval', seq: 3, code: 'alert(1)' },
      ]) {
        await tell(page, message)
      }
      await tell(page, { type: 'progress', seq: 3, text: 'the next' })
      await page.getByText('the next').waitFor()
      assert.ok((await cells(page).count()) > 10)
      assert.deepEqual(await posted(page), [{ type: 'ready' }])
    })

    it('begins again when a message was lost on the way', async () => {
      const page = await webview(
        runs('a', 'a'),
        { type: 'progress', seq: 3, text: 'two is missing' },
        { type: 'progress', seq: 4, text: 'four' },
      )
      await tell(page, runs(null))
      await page.getByText('No run yet').waitFor()
      assert.deepEqual(await posted(page), [{ type: 'ready' }, { type: 'ready' }])
    })

    it('says what goes on and what failed', async () => {
      const page = await webview(runs(null), { type: 'progress', seq: 2, text: 'Simulating a: 1,000 attempts' })
      await page.getByRole('status').getByText('Simulating a: 1,000 attempts').waitFor()
      await tell(page, { type: 'progress', seq: 3, text: null })
      await tell(page, { type: 'failed', seq: 4, message: 'The app did not load.' })
      await page.getByRole('alert').getByText('The app did not load.').waitFor()
      assert.equal(await page.getByText('Simulating').count(), 0)
    })

    it('fits the bottom panel: the page itself never scrolls, names and axis stay', async () => {
      const page = await shown()
      const name = page.getByRole('rowheader').last()
      const before = (await name.boundingBox())!
      await page.locator('.scroller').hover()
      await page.mouse.wheel(400, 0)
      await page.locator('.cell.dropped').first().click()
      assert.equal((await name.boundingBox())!.x, before.x)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
      const box = (await details(page).boundingBox())!
      assert.ok(box.y + box.height <= 260 && box.x + box.width <= 1000)
      await page.setViewportSize({ width: 400, height: 600 })
      const narrow = (await details(page).boundingBox())!
      assert.equal(narrow.x, 0)
      assert.ok(narrow.y > 200)
    })
  })

  describe('has nothing that axe objects to in', () => {
    const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
    for (const theme of themes) {
      it(`${theme.name} colours`, async () => {
        const page = await file(run)
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await wear(page, theme)
        await mark(page, 'payment.requested, attempt 1').first().click()
        await page.evaluate(source)
        const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }))
        assert.deepEqual(
          violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)),
          [],
        )
      })
    }
  })
})

interface Labelled {
  readonly ariaLabel: string
}

function cells(page: Page): Locator {
  return page.getByRole('gridcell')
}

function mark(page: Page, label: string): Locator {
  return page.getByRole('gridcell', { name: label })
}

function details(page: Page): Locator {
  return page.getByRole('region', { name: 'Details' })
}

async function focused(page: Page): Promise<{ readonly label: string; readonly text: string }> {
  return page.evaluate(() => ({
    label: document.activeElement?.getAttribute('aria-label') ?? '',
    text: document.activeElement?.textContent ?? '',
  }))
}

/** What tells a focused mark from all others. */
async function focusedPlace(page: Page): Promise<string> {
  return page.locator(':focus').evaluate((one) => {
    const { offsetLeft, offsetTop, ariaLabel, parentElement } = one as unknown as Placed
    return `${offsetLeft} ${offsetTop} ${parentElement.parentElement.offsetTop} ${ariaLabel}`
  })
}

interface Sized {
  readonly scrollWidth: number
  readonly clientWidth: number
  readonly clientHeight: number
  readonly children: readonly Sized[]
}

interface Placed extends Labelled {
  readonly offsetLeft: number
  readonly offsetTop: number
  readonly parentElement: { readonly parentElement: { readonly offsetTop: number } }
}
