import { execFileSync } from 'node:child_process'
import { chromium, type Browser } from 'playwright-core'

/** The path of a Chromium: on PATH. (First version, until the page tests bring theirs.) */
export function findChromium(): Promise<string> {
  for (const name of ['chromium', 'google-chrome']) {
    try {
      return Promise.resolve(execFileSync('which', [name], { encoding: 'utf8' }).trim())
    } catch {
      continue
    }
  }
  return Promise.reject(new Error('No Chromium was found. Install one: apt-get install -y chromium.'))
}

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}
