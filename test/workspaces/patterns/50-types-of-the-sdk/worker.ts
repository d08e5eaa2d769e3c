import type Given from './defaultType'

export const work = (deps: Given) => deps.events.publish('worked', {}) // publish worked
