import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium'
import { themes } from './themes'

const folder = join(__dirname, '../../media/walkthrough')

declare const document: { querySelectorAll(css: string): Iterable<{ textContent: string }> }
declare const getComputedStyle: (one: unknown) => { readonly fill: string }

describe('The pictures of the walkthrough', () => {
  let browser: Browser
  before(async () => (browser = await launchChromium()))
  after(() => browser.close())

  for (const { name, colors } of themes.slice(2)) {
    it(`have texts that can be read in ${name}`, async () => {
      const page = await browser.newPage()
      const variables = Object.entries(colors).map(([key, value]) => `--vscode-${key}: ${value};`)
      const pictures = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
      await page.setContent(`<style>:root { ${variables.join(' ')} }</style>${pictures.join('')}`)
      const texts = await page.evaluate(() =>
        [...document.querySelectorAll('text, tspan')].map((one) => [one.textContent, getComputedStyle(one).fill] as const),
      )
      assert.ok(texts.length > 20)
      const { 'editor-background': paper = '#ffffff' } = colors as Readonly<Record<string, string>>
      const [, ...channels] = /^#(..)(..)(..)$/.exec(paper)!
      const background = channels.map((channel) => Number.parseInt(channel, 16))
      const dim = texts.filter(([, fill]) => contrast(fill, background) < 4.5)
      assert.deepEqual(dim, [])
      await page.close()
    })
  }
})

/** Of a color on a background, as WCAG has it. */
function contrast(fill: string, background: readonly number[]): number {
  const [red = 0, green = 0, blue = 0, alpha = 1] = [...fill.matchAll(/[\d.]+/g)].map(Number)
  const seen = [red, green, blue].map((channel, index) => channel * alpha + background[index]! * (1 - alpha))
  const [less, more] = [luminance(seen), luminance(background)].toSorted((a, b) => a - b)
  return (more! + 0.05) / (less! + 0.05)
}

function luminance(channels: readonly number[]): number {
  const [red, green, blue] = channels.map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
