let sdk: typeof import('@ampt/sdk') | undefined

export async function ring() {
  sdk ??= await import('@ampt/sdk')
  await sdk.events.publish('bell.rung', {}) // publish bell.rung
}

let bus: any
export async function toll() {
  const { events } = (bus ||= await import('@ampt/sdk'))
  await events.publish('bell.tolled', {}) // publish bell.tolled
}
