import { events } from '@ampt/sdk'
import { B } from './b'
export const A: string = `${B}.a`
export * from './b'
events.publish(A, {}) // publish *.a
