import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const folder = join(__dirname, '../../.vscode-test/chromium')

/** Names on PATH, then places where installers put it. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

interface Found {
  readonly path: string
  /** Folder of the shared libraries that it brings along, if any. */
  readonly libraries: string | null
}

/** Starts a Chromium without a window: CHROMIUM_PATH, one of this machine, or the one that an npm package carries. */
export async function launchChromium(): Promise<Browser> {
  const { path, libraries } = findChromium()
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...(libraries !== null && { LD_LIBRARY_PATH: libraries }) },
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--no-first-run', '--disable-quic'],
    ],
  })
}

/** Throws an error of one line that says what to install. */
function findChromium(): Found {
  const asked = process.env['CHROMIUM_PATH']
  const path = [...(asked === undefined ? [] : [asked]), ...names.flatMap(onPath), ...places].find(existsSync)
  if (path !== undefined) return { path, libraries: null }
  if (process.platform === 'linux' && process.arch === 'x64') return chromiumOfNpm()
  throw new Error('No Chromium was found. Install Chromium or Chrome, or name one with CHROMIUM_PATH.')
}

function onPath(name: string): string[] {
  const command = process.platform === 'win32' ? 'where' : 'which'
  try {
    return [execFileSync(command, [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(/\r?\n/)[0]!]
  } catch {
    // Not on PATH: the next name may be.
    return []
  }
}

/** The package unpacks itself; told that it is in the cloud, it unpacks its shared libraries too, which a bare machine lacks. */
function chromiumOfNpm(): Found {
  if (!existsSync(join(folder, 'node_modules/@sparticuz/chromium'))) {
    console.log('No Chromium was found on this machine; installing the one of the npm package @sparticuz/chromium…')
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '@sparticuz/chromium@141.0.0'], {
      stdio: 'ignore',
    })
  }
  const script = `import('@sparticuz/chromium').then(async ({ default: chromium }) => console.log(JSON.stringify({ path: await chromium.executablePath(), libraries: process.env.LD_LIBRARY_PATH ?? null })))`
  // A place of its own: the package takes whatever lies in the shared temporary folder for complete.
  const unpacked = join(folder, 'unpacked')
  mkdirSync(unpacked, { recursive: true })
  const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', TMPDIR: unpacked }
  const found = JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: folder, env, encoding: 'utf8' })) as Found
  try {
    execFileSync(found.path, ['--version'], { env: { ...process.env, LD_LIBRARY_PATH: found.libraries ?? '' }, stdio: 'ignore' })
  } catch {
    throw new Error('No Chromium was found, and the one of npm does not start here. Install one: apt-get install -y chromium.')
  }
  return found
}
