import { events } from '@ampt/sdk'

/** Handlers that do all that a run must survive, one event each. */
events.on('endless.loop', () => {
  for (;;) {
    // never gives up control
  }
})

events.on('endless.microtasks', async () => {
  for (;;) await null
})

events.on('storm', async () => {
  await events.publish('storm', {})
})

events.on('exits', async () => {
  process.exit(3)
})

events.on('floats', async () => {
  void Promise.reject(new Error('nobody waits for me'))
})

events.on('throws.in.timer', async () => {
  setTimeout(() => {
    throw new Error('thrown in a timer')
  }, 10)
  await new Promise((resolve) => setTimeout(resolve, 20))
})

events.on('never.settles', () => new Promise(() => undefined))

events.on('slow', async () => {
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  console.log('too late')
})

events.on('reaches.out', async () => {
  await fetch('https://mail.example.com/send')
})

events.on('rejects.null', () => Promise.reject(null))

events.on('<script>alert(1)</script>', async () => {
  throw new Error('</script><img src=x onerror=alert(1)>')
})
