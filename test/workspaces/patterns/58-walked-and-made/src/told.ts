import { events } from '@ampt/sdk'

// What a condition on a text or a list comes to, the call tells.
async function act(kind: string) {
  if (['x', 'z'].includes(kind)) await events.publish('done.listed', {}) // publish done.listed in handler of on.x
  if (kind.startsWith('y')) await events.publish('done.starts', {}) // publish done.starts in handler of on.y
  switch (kind) {
    case 'x':
      await events.publish('done.x', {}) // publish done.x in handler of on.x
      break
    case 'y':
      await events.publish('done.y', {}) // publish done.y in handler of on.y
  }
}
events.on('on.x', async () => act('x')) // on on.x
events.on('on.y', async () => act('y')) // on on.y
