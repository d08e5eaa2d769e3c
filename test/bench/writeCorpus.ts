import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILES_PER_FOLDER = 100
/** One source file in so many has events. */
const FILES_PER_EVENT_FILE = 90
/** Event files that share a file of constants and a service. */
const FILES_PER_DOMAIN = 11
const HANDLERS_PER_FILE = 7

/**
 * Writes a workspace of the shape that was measured on large apps: plain modules of 4.7 KB, and one file in ninety with fourteen calls,
 * of which thirteen have a static name, from constants in another file. Each domain of eleven such files shares its constants and a
 * service that publishes; a helper publishes for all domains.
 */
export function writeCorpus(folder: string, files: number): void {
  const write = (file: string, text: string): void => {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  write('package.json', '{ "name": "bench", "main": "src/index.ts" }')
  write('tsconfig.json', '{ "compilerOptions": { "paths": { "@bus": ["./src/bus/index.ts"] } } }')
  write('src/bus/index.ts', `export * from './announce'\n`)
  write('src/bus/announce.ts', announce)

  const eventFiles = Math.ceil(files / FILES_PER_EVENT_FILE)
  for (let at = 0; at < eventFiles; at++) {
    const domain = Math.floor(at / FILES_PER_DOMAIN)
    if (at % FILES_PER_DOMAIN === 0) {
      write(`src/domain${domain}/names.ts`, names(domain))
      write(`src/domain${domain}/service.ts`, service)
    }
    write(`src/domain${domain}/handlers${at}.ts`, handlers(at))
  }
  for (let at = 0; at < files - eventFiles; at++) {
    write(`src/part${Math.floor(at / FILES_PER_FOLDER)}/module${at}.ts`, plainModule(at))
  }
}

const announce = `import { events } from '@ampt/sdk'

export async function announce(name: string, body: unknown) {
  await events.publish(name, { after: '1 minute' }, body)
}
`

const service = `import { events } from '@ampt/sdk'
import { NAMES } from './names'

export async function settle(body: { id: string }) {
  await events.publish(NAMES.settled, { after: '5 minutes' }, { id: body.id, note: 'settled' })
}
`

function names(domain: number): string {
  const entries = Array.from({ length: FILES_PER_DOMAIN * HANDLERS_PER_FILE }, (_, at) => `  name${at}: \`\${PREFIX}.event${at}\`,`)
  return `const PREFIX = 'domain${domain}'\n\nexport const NAMES = {\n  settled: \`\${PREFIX}.settled\`,\n${entries.join('\n')}\n} as const\n`
}

function handlers(at: number): string {
  const first = (at % FILES_PER_DOMAIN) * HANDLERS_PER_FILE
  const sites = Array.from({ length: HANDLERS_PER_FILE }, (_, index) => {
    const next = `NAMES.name${(first + index + 1) % (FILES_PER_DOMAIN * HANDLERS_PER_FILE)}`
    const publish =
      index === 0
        ? `await announce(${next}, { id: body.id })`
        : index === 1
          ? `await events.publish(\`tenant.\${body.id}.updated\`, { id: body.id })`
          : `await events.publish(${next}, { after: '${index} minutes' }, { id: body.id, step: ${index}, tags: ['a', 'b'] })`
    const settle = index === 2 ? '\n  await settle(body)' : ''
    return `events.on(NAMES.name${first + index}, { timeout: ${index + 5} * 1000 }, async ({ body }) => {\n  ${publish}${settle}\n})`
  })
  const imports = `import { events } from '@ampt/sdk'\nimport { announce } from '@bus'\nimport { NAMES } from './names'\nimport { settle } from './service.js'\n`
  return `${imports}${filler(40)}\n${sites.join('\n')}\n`
}

/** Modules import each other, so that finding who imports a file takes what it takes in an app. */
function plainModule(at: number): string {
  const imports = [1, 2, 3].map((step) => `import { value${step} as other${step} } from './module${Math.max(at - step, 0)}'\n`).join('')
  return `${imports}${filler(58)}\nexport const sum = other1(1) + other2(2) + other3(3)\n`
}

function filler(lines: number): string {
  return Array.from(
    { length: lines },
    (_, line) => `export const value${line} = (input: number): number => input * ${line} + ${line % 7} // some words`,
  ).join('\n')
}
