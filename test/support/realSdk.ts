import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { Readable, Writable } from 'node:stream'

/** The part of `@ampt/sdk/events` 1.0.20, which has no types, that the contract is compared with. */
interface RealSdk {
  parseAfter(after: unknown, base: number): number
  publishEvent(name: unknown, ...args: unknown[]): Promise<{ readonly id: string; readonly time: number; readonly delay: number }>
  readonly MAX_NUMERIC_OFFSET: number
  readonly Handler: new (name: string, invocationType: string) => RealHandler
  readonly Events: new () => RealEvents
}

export interface RealHandler {
  readonly timeout: number
  push(callback: (event: RealEvent, context: unknown) => unknown): void
  setTimeout(ms: number): void
  invoke(event: RealEvent, context?: unknown): Promise<unknown[]>
}

interface RealEvent {
  name: string
  body?: unknown
}

interface RealEvents {
  on(name: string, ...args: unknown[]): null
  getConfig(): { readonly events: readonly { readonly name: string; readonly timeout: number }[]; readonly errors: readonly string[] }
}

/** A request that the SDK made, and that went nowhere. */
interface SentRequest {
  readonly host: string
  readonly text: string
}

/** The SDK in this process, cut off from the network: each HTTPS request is kept and answered as AWS would. */
export interface SdkOracle {
  readonly sdk: RealSdk
  /** Calls `publish` with the clock standing at `now`; gives what it resolved to and what it sent, or the error's message. */
  publish(now: number, name: unknown, args: readonly unknown[]): Promise<SdkPublish>
  /** The event that `publish` would send, as it makes it of its arguments: before its size is measured. Or the error's message. */
  readPublish(now: number, name: unknown, args: readonly unknown[]): Promise<SentEvent | { readonly error: string }>
  /** Runs code without the log lines that the SDK writes to stdout. */
  quietly<T>(code: () => T): T
  /** Brings HTTPS and environment back. */
  restore(): void
}

/** `delaySeconds` is null where the event went to the table of scheduled events and not to the queue. */
type SdkPublish =
  | {
      readonly id: string
      readonly time: number
      readonly delay: number
      readonly message: SentEvent
      readonly delaySeconds: number | null
    }
  | { readonly error: string }

interface SentEvent {
  readonly id: string
  readonly name: string
  readonly body?: unknown
  readonly time: number
  readonly delay: number
}

const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  EVENTS_QUEUE_URL: 'https://queue.invalid/1/events',
}

export async function openRealSdk(): Promise<SdkOracle> {
  const before = { ...process.env }
  Object.assign(process.env, environment)
  const request = https.request
  const sent: SentRequest[] = []
  https.request = ((options: https.RequestOptions, reply: (response: Readable) => void) => answer(options, reply, sent)) as typeof request
  syncBuiltinESMExports()
  // Not a literal, since the subpath has no declarations.
  const path: string = '@ampt/sdk/events'
  const sdk = (await import(path)) as RealSdk
  return {
    sdk,
    quietly,
    async publish(now, name, args) {
      sent.length = 0
      const receipt = await quietly(() => atTime(now, () => sdk.publishEvent(name, ...args))).catch((error: Error) => error)
      return receipt instanceof Error ? { error: receipt.message } : { ...receipt, ...readSent(sent) }
    },
    readPublish: (now, name, args) =>
      quietly(() => atTime(now, () => untilText(() => sdk.publishEvent(name, ...args)))).then(
        () => assert.fail('The SDK wrote no event.'),
        (error: Error) => (error instanceof Written ? error.event : { error: error.message }),
      ),
    restore() {
      https.request = request
      syncBuiltinESMExports()
      for (const name of Object.keys(environment)) {
        if (before[name] === undefined) delete process.env[name]
        else process.env[name] = before[name]
      }
    },
  }
}

/** Stops the SDK where it would write the event as JSON. */
class Written extends Error {
  constructor(readonly event: SentEvent) {
    super()
  }
}

/** The SDK writes the event before its first await. */
function untilText<T>(code: () => T): T {
  const { stringify } = JSON
  JSON.stringify = (event: SentEvent) => {
    throw new Written(event)
  }
  try {
    return code()
  } finally {
    JSON.stringify = stringify
  }
}

/** The SDK reads the clock before its first await. */
function atTime<T>(now: number, code: () => T): T {
  const real = Date.now
  Date.now = () => now
  try {
    return code()
  } finally {
    Date.now = real
  }
}

function quietly<T>(code: () => T): T {
  const { stdout } = process
  const write = Object.getOwnPropertyDescriptor(stdout, 'write')
  stdout.write = () => true
  try {
    return code()
  } finally {
    if (write === undefined) Reflect.deleteProperty(stdout, 'write')
    else Object.defineProperty(stdout, 'write', write)
  }
}

/** Stands for a ClientRequest; the reply is the least that the AWS clients take for success. */
function answer({ host: name }: https.RequestOptions, reply: (response: Readable) => void, sent: SentRequest[]): Writable {
  const chunks: Buffer[] = []
  const request = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
    final(done) {
      const text = Buffer.concat(chunks).toString()
      const host = String(name)
      sent.push({ host, text })
      const response = Readable.from([Buffer.from(host.startsWith('dynamodb') ? '{"Attributes":{}}' : queueReply(text))])
      reply(Object.assign(response, { statusCode: 200, headers: {} }))
      done()
    },
  })
  return Object.assign(request, { setTimeout: () => request })
}

function queueReply(text: string): string {
  const md5 = createHash('md5').update(new URLSearchParams(text).get('MessageBody')!).digest('hex')
  const result = `<SendMessageResult><MessageId>1</MessageId><MD5OfMessageBody>${md5}</MD5OfMessageBody></SendMessageResult>`
  return `<SendMessageResponse>${result}</SendMessageResponse>`
}

/** The event in the request: a message of the queue, or past 15 minutes an item of the table of scheduled events. */
function readSent([request]: readonly SentRequest[]): { readonly message: SentEvent; readonly delaySeconds: number | null } {
  if (request === undefined) throw new Error('The SDK sent nothing.')
  if (!request.host.startsWith('dynamodb')) {
    const form = new URLSearchParams(request.text)
    return { message: JSON.parse(form.get('MessageBody')!) as SentEvent, delaySeconds: Number(form.get('DelaySeconds')) }
  }
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = JSON.parse(request.text) as ItemUpdate
  const valueOf = (field: string) =>
    values[
      Object.entries(names)
        .find(([, name]) => name === `_${field}`)![0]
        .replace('#', ':')
    ]!
  const body = valueOf('body')?.S
  const message = {
    ...{ id: valueOf('id').S!, name: valueOf('name').S!, time: Number(valueOf('time').N), delay: Number(valueOf('delay').N) },
    // An item without a body has none when it is delivered.
    ...(body !== undefined && { body: JSON.parse(body) as unknown }),
  }
  return { message, delaySeconds: null }
}

interface ItemUpdate {
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>
  readonly ExpressionAttributeValues: Readonly<Record<string, { readonly S?: string; readonly N?: string }>>
}
