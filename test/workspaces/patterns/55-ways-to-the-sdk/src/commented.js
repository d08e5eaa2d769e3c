/** @typedef {typeof import('@ampt/sdk').events} Bus */

/** @param {typeof import('@ampt/sdk').events} bus */
export function send(bus) {
  return bus.publish('commented.parameter', {}) // publish commented.parameter
}

/**
 * @param {string} name
 * @param {Bus | undefined} bus
 */
export const sendLater = (name, bus) => bus?.publish('commented.alias', { name }) // publish commented.alias

/**
 * @param {object} deps
 * @param {Bus} deps.events
 */
export const sendWith = (deps) => deps.events.publish('commented.part', {}) // publish commented.part

export class Sender {
  /** @param {{ events: Bus, other: { publish(name: string): void } }} deps */
  constructor({ events, other }) {
    this.events = events
    this.other = other
  }

  send() {
    this.other.publish('other')
    return this.events.publish('commented.field', {}) // publish commented.field
  }
}
