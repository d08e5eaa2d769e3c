import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Scenario } from '../../model/scenario'
import { UserError } from '../../model/userError'

/** Adds the parameters of the setting `amptEvents.paramsFile` to a scenario, whose own win. Rejects with `UserError`. */
export async function withParamsFile(scenario: Scenario, folder: string, paramsFile: string | null): Promise<Scenario> {
  if (paramsFile === null) return scenario
  // Loaded when a run begins, with the rest of what it needs.
  const { readParamFile } = await import('../../sandbox/client/paramFile')
  const text = await readFile(resolve(folder, paramsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`The file ${paramsFile} of the setting amptEvents.paramsFile could not be read: ${error.code ?? error.message}.`)
  })
  return { ...scenario, params: { ...readParamFile(text, paramsFile), ...scenario.params } }
}
