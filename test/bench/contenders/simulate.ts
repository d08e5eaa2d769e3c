import { defaultScenario } from '../../../src/simulator/defaultScenario'
import { simulate } from '../../../src/sandbox/client/simulate'
import { report } from '../contenders'
import type { PublishStep } from '../../../src/model/scenario'

async function main([events, folder, dist]: string[]): Promise<void> {
  const start = performance.now()
  const steps = Array.from({ length: Number(events) }, (): PublishStep => ({ kind: 'publish', atMs: 0, name: 'poison', body: {} }))
  const scenario = { ...defaultScenario, steps }
  const trace = await simulate({ folder: folder!, entry: null, scenario, stubs: {}, nodePath: null }, dist!)
  report(performance.now() - start, `${trace.attempts.length} attempts, ${(trace.end.at - trace.header.start) / 86_400_000} d`)
}

void main(process.argv.slice(2)).then(() => process.exit(0))
