// A type that a file exports as its default, imported by another name.
import type { events } from '@ampt/sdk'

interface Deps {
  readonly events: typeof events
}
export default Deps
