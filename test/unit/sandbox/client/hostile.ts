import type { Scenario } from '../../../../src/model/scenario'
import type { Trace } from '../../../../src/model/trace'
import { workspace } from '../../../support/built'
import { publishing, run } from '../../../support/runApp'

/** Runs the app of hostile handlers, and publishes one of their events. */
export const hostile = (name: string, changes: Partial<Scenario> = {}): Promise<Trace> =>
  run(workspace('bad/hostile'), publishing(name, changes))
