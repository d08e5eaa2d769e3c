import { events } from '@ampt/sdk'

export const bus = {
  listen(name: string, run: (event: any) => unknown): void {
    events.on(name, run) // on r1 runs traced, r2 runs traced
  },
}
