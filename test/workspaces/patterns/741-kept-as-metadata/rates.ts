import { events } from '@ampt/sdk'
import { Topic, TOPIC } from './decorators'

@Topic('rate.asked')
class Rates {}
Reflect.defineMetadata(TOPIC, 'rate.changed', Rates)
events.on(Reflect.getMetadata(TOPIC, Rates), () => {}) // on ?
