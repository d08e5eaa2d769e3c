import type { Core } from '../../../../src/sandbox/ampt/core'
import type { ScheduleFactory } from '../../../../src/sandbox/ampt/schedule'
import type { Bucket } from '../../../../src/sandbox/ampt/storage'
import type { TaskFactory } from '../../../../src/sandbox/ampt/task'
import type { WebSockets } from '../../../../src/sandbox/ampt/websockets'

/** What tests ask of `@ampt/sdk`. */
export interface Sdk {
  readonly core: Core
  readonly schedule: ScheduleFactory
  readonly storage: (bucket?: string) => Bucket
  readonly task: TaskFactory
  readonly ws: WebSockets
}
