const { events } = await import('@ampt/sdk')
events.publish('awaited', {}) // publish awaited

export async function send() {
  const sdk = await import('@ampt/sdk')
  await sdk.events.publish('inside', {}) // publish inside
  await import('@ampt/sdk').then(({ events: late }) => late.publish('then', {})) // publish then
  await import('@ampt/sdk/events').then((module) => module.events.publish('then-module', {})) // publish then-module
}
