// Of the names that a type allows, those that the conditions around leave.
import { events, task } from '@ampt/sdk'

type Kind = 'paid' | 'refunded' | 'failed'

task('close', async ({ body }: { body: { kind: Kind; next?: Kind } }) => {
  const { kind } = body
  if (kind === 'paid') await events.publish(`is.${kind}`, {}) // publish is.paid
  else await events.publish(`other.${kind}`, {}) // publish other.refunded, other.failed
  switch (kind) {
    case 'paid':
      await events.publish(`case.${kind}`, {}) // publish case.paid
      break
    default:
      await events.publish(`rest.${kind}`, {}) // publish rest.refunded, rest.failed
  }
  if (body.kind !== 'failed') await events.publish(`member.${body.kind}`, {}) // publish member.paid, member.refunded
  if (![body.next ? 'paid' : 'failed'].includes(kind)) await events.publish(`either.${kind}`, {}) // publish either.paid, either.refunded, either.failed
  if (!['paid', 'failed'].includes(kind)) await events.publish(`none.${kind}`, {}) // publish none.refunded
  if (kind === 'failed') return
  await events.publish(`behind.${kind}`, {}) // publish behind.paid, behind.refunded
})
