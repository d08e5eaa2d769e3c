const { events, ws } = require('@ampt/sdk')

// Names made of what is not told, but for what was asked of it before.

const states = ['paid', 'failed']
const kinds = new Set(['card', 'cash'])

events.on('hook.called', async ({ body }) => { // on hook.called
  const { status, kind } = body
  if (status === 'paid') await events.publish(`one.${status}`, {}) // publish one.paid
  if (status === 'paid' || status === 'failed') await events.publish(`two.${status}`, {}) // publish two.paid, two.failed
  if (status === 'paid' || body.isTest) await events.publish(`open.${status}`, {}) // publish open.*
  if (states.includes(status) && kinds.has(kind)) await events.publish(`${kind}.${status}`, {}) // publish card.paid, card.failed, cash.paid, cash.failed
  else await events.publish(`other.${status}`, {}) // publish other.*
  status !== 'paid' ? await events.publish(`not.${status}`, {}) : await events.publish(`is.${status}`, {}) // publish not.*, is.paid
  if (body.from.includes(status)) await events.publish(`from.${status}`, {}) // publish from.*
  if (!states.includes(body.status)) return
  await events.publish(`behind.${body.status}`, {}) // publish behind.paid, behind.failed
})

ws.on('message', async (connection, { kind, room }) => {
  switch (kind) {
    case 'join':
      await events.publish(`room.${kind}`, { room }) // publish room.join
      break
    case 'say':
      console.log(room)
    case 'whisper':
      await events.publish(`said.${kind}`, { room }) // publish said.say, said.whisper
      break
    default:
      await events.publish(`unknown.${kind}`, { room }) // publish unknown.*
  }
})

async function next(state) {
  if (state !== 'open') return
  state = process.env.STATE
  await events.publish(`state.${state}`, {}) // publish state.*
}

ws.on('connected', ({ body }) => next(body))
