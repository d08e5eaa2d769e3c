import { events } from '@ampt/sdk'

// A table whose entries are one handler, or a list of them.
const handle = (run: () => Promise<void>, timeout?: number) => ({ timeout, run })

const handlers = {
  'mail.requested': handle(async () => {}, 45_000),
  'mail.bounced': [handle(async () => {}, 20_000)],
}

for (const [name, entry] of Object.entries(handlers)) {
  const all = Array.isArray(entry) ? entry : [entry]
  for (const { timeout, run } of all) events.on(name, { timeout }, run) // on mail.requested timeout 45000, mail.bounced timeout 20000
}
