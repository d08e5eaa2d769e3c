import { build } from 'esbuild'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Trace } from '../../src/model/trace'
import { timelineHtml } from '../../src/timeline/timelineHtml'

const root = join(__dirname, '../..')

declare const window: { posted: unknown[]; postMessage(message: unknown): void; troubles: string[] }

export interface BuiltPage {
  readonly script: string
  readonly style: string
}

/** Builds a page as it ships. */
export async function buildPage(name: 'timeline' | 'graph'): Promise<BuiltPage> {
  const { outputFiles } = await build({
    write: false,
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    target: 'chrome128',
    format: 'iife',
    minify: true,
    loader: { '.ttf': 'dataurl' },
    entryPoints: { page: `media/${name}/main.ts`, style: `media/${name}/${name}.css` },
    outdir: 'page',
  })
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))!.text
  return { script: textOf('page.js'), style: textOf('style.css') }
}

export interface View {
  readonly width: number
  readonly height: number
}

/** The page as a file of its own. */
export async function openFile(
  browser: Browser,
  built: BuiltPage,
  trace: Trace,
  viewport: View = { width: 1400, height: 800 },
): Promise<Page> {
  const page = await newPage(browser, viewport)
  await page.route('http://page.test/', (route) => route.fulfill({ contentType: 'text/html', body: timelineHtml(trace, built) }))
  await page.goto('http://page.test/')
  return page
}

/** The page in an editor that keeps what it is told; the editor's own policy holds. */
export async function openWebview(
  browser: Browser,
  { script, style }: BuiltPage,
  viewport: View = { width: 1000, height: 260 },
): Promise<Page> {
  const page = await newPage(browser, viewport)
  const policy = "default-src 'none'; style-src 'self'; font-src data:; script-src 'nonce-test'"
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Page</title><link rel="stylesheet" href="/style.css"></head><body><script nonce="test" src="/page.js"></script></body></html>`
  await page.route('http://page.test/', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.route('http://page.test/style.css', (route) => route.fulfill({ contentType: 'text/css', body: style }))
  await page.route('http://page.test/page.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }))
  await page.addInitScript({
    content: `
      window.posted = []
      window.acquireVsCodeApi = () => ({
        postMessage: (message) => void window.posted.push(message),
        getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
        setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
      })`,
  })
  await page.goto('http://page.test/')
  return page
}

/** Says something to the page as the host would. */
export async function tell(page: Page, message: unknown): Promise<void> {
  await page.evaluate((data) => window.postMessage(data), message)
}

/** What the page said to the host. */
export async function posted<Message>(page: Page): Promise<readonly Message[]> {
  return page.evaluate(() => window.posted) as Promise<Message[]>
}

/** Errors of the page's script, dialogs, and what its policy refused. */
export async function troublesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => window.troubles)
}

async function newPage(browser: Browser, viewport: View): Promise<Page> {
  const page = await browser.newPage({ viewport })
  page.setDefaultTimeout(10_000)
  await page.addInitScript({
    content: `
      window.troubles = []
      window.alert = () => window.troubles.push('alert')
      window.addEventListener('error', ({ message }) => window.troubles.push(message))
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.troubles.push(violatedDirective))`,
  })
  return page
}
