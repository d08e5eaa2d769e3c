import type { Scenario } from '../model/scenario'

/** The scenario that every option changes from: nothing published, no fault, seed 1, from 2025-01-01 UTC to idle. */
export const defaultScenario: Scenario = {
  steps: [],
  start: Date.UTC(2025, 0, 1),
  untilMs: null,
  contract: 'documented',
  seed: 1,
  duplicates: 0,
  reorderMs: 0,
  latenessMs: 0,
  concurrency: 100,
  instances: 1,
  coldStarts: 0,
  timeZone: 'UTC',
  schedule: null,
  injections: [],
  network: 'deny',
  allowedHosts: [],
  fetchRules: [],
  params: {},
  env: {},
  data: {},
  budgets: { hops: 1000, events: 100_000, attempts: 5_000_000, wallMs: 120_000, stuckMs: 2_000, heapMb: 1024, output: 50_000_000 },
  isHardened: false,
}
