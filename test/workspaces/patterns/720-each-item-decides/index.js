// What a condition on the item of a walk chooses is told for each item.
import { events } from '@ampt/sdk'

const steps = ['import.first', 'import.second']
for (const step of steps)
  events.on(step, async () => { // on import.first, import.second
    await events.publish(step === 'import.first' ? 'import.second' : 'import.done', {}) // publish import.second in handler of import.first, import.done in handler of import.second
  })
