import * as ampt from '@ampt/sdk'
import { Group, withOutbox } from './queues'

function onDrafted() {}
function onSent() {}

new Group().handle('invoice.drafted', onDrafted).handle('invoice.sent', onSent).start()
ampt.task('draft', () => withOutbox((outbox) => outbox.add('invoice.drafted', {}).add('invoice.sent', {})))

const callFor = (drift: number) =>
  drift > 100 ? (['ledger.drifted', { drift }] as const) : (['ledger.checked', { drift }] as const)
ampt.events.publish(...(callFor(Number(process.env.DRIFT)) as Parameters<typeof ampt.events.publish>)) // publish ledger.drifted, ledger.checked
