// A handler that a call makes: what that call passes tells which function of a table it runs, and the delay.
import { api, events } from '@ampt/sdk'

interface Options {
  delay?: string
}

class Bus {
  publish(key: string, body: object, options?: Options) {
    if (!options?.delay) return events.publish(key, body) // publish plan.started in POST /plans
    return events.publish(key, { after: options.delay }, body) // publish plan.cancelled after ? in DELETE /plans/:id
  }

  bind(key: string) {
    return (body: object, options?: Options) => this.publish(key, body, options)
  }
}

const bus = new Bus()
const publishers = { start: bus.bind('plan.started'), cancel: bus.bind('plan.cancelled') }

const perform = (action: keyof typeof publishers) => async () => {
  await publishers[action]({}, action === 'cancel' ? { delay: '1 month' } : undefined)
}

api('plans').post('/plans', perform('start')).delete('/plans/:id', perform('cancel'))
