import { shiftBy } from '../../../../src/host/language/shiftSpan'

/** Text that is as the graph read it. */
export const unshifted = shiftBy(() => [])
