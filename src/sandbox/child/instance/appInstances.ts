import type { Job, LateFile } from '../../../model/protocol'
import type { RequestStep } from '../../../model/scenario'
import type { CallResult } from '../../../simulator/calls'
import type { Drive } from '../../../simulator/engine'
import type { Instance } from '../../../simulator/instances'
import { sendsText } from '../../../simulator/requestStep'
import type { Ampt } from '../../ampt/createAmpt'
import { createNanoid } from '../chance/nanoid'
import type { RunNotes } from '../runNotes'
import { compileApp } from './instance'
import { createInstanceGlobals } from './instanceGlobals'
import { InstanceModules, installModuleDoors } from './instanceModules'

/** What the instances of an app have of the run. */
interface Surroundings {
  readonly job: Job
  readonly notes: RunNotes
  /** The instance whose code runs. */
  readonly running: () => Instance | null
  readonly createAmpt: () => Ampt
  /** Makes of the package `uuid` what the app gets for it. */
  readonly ownUuids: (uuid: object) => object
  /** Called before each file of a package runs, and behind all of them. */
  readonly onFile: () => void
  /** Told of source files that the app asks for and the bundle lacks. */
  readonly onMissed: (file: LateFile) => void
}

/** The instances of an app: each is its bundle with stand-ins, modules and globals of its own. */
export class AppInstances {
  /** What the app asked for outside of its bundle. */
  readonly packages = new Set<string>()
  private readonly loaded = new WeakMap<Instance, { readonly ampt: Ampt; readonly modules: InstanceModules }>()
  private readonly evaluate: ReturnType<typeof compileApp>
  private readonly globalsOf: ReturnType<typeof createInstanceGlobals>

  constructor(private readonly around: Surroundings) {
    const { job, notes, running, ownUuids, onFile } = around
    this.evaluate = compileApp(job, {
      onPackage: (name) => void this.packages.add(name),
      onUnknownName: (name, module) =>
        notes.add(
          `The app imports "${name}" from "${module}", which has no such export: it is undefined here, and Node refuses it unless it is a type.`,
          true,
        ),
      ...{ ownUuids, onLoaded: onFile },
    })
    this.globalsOf = createInstanceGlobals(running)
    const modulesNow = (): InstanceModules | null => {
      const instance = running()
      return instance === null ? null : (this.loaded.get(instance)?.modules ?? null)
    }
    installModuleDoors(modulesNow, ownUuids, onFile)
  }

  async load(instance: Instance): Promise<void> {
    const ampt = this.around.createAmpt()
    // Some of the modules say something when they are asked for, so they are not copied.
    const standIns = Object.create(ampt.modules, { nanoid: { value: createNanoid() } }) as typeof ampt.modules
    const modules = new InstanceModules(standIns, this.around.onMissed)
    this.loaded.set(instance, { ampt, modules })
    await this.evaluate(modules, this.globalsOf(instance))
  }

  /** Ways into those that are loaded. */
  readonly drive: Drive = {
    request: (step, instance) => request(this.loaded.get(instance)!.ampt, step),
    socket: (step, instance) => this.loaded.get(instance)!.ampt.socket(step),
  }
}

async function request(ampt: Ampt, step: RequestStep): Promise<CallResult> {
  // Not resolved against the host, which a path that starts with two slashes would change.
  const url = `https://app.ampt.test${step.path}`
  const { method, headers = {}, body } = step
  const text = typeof body === 'string' && sendsText(step) ? body : JSON.stringify(body)
  const sent = body === undefined ? { headers } : { body: text, headers: { 'content-type': 'application/json', ...headers } }
  const response = await ampt.request(new Request(url, { method, ...sent }))
  const cookies = response.headers.getSetCookie()
  const answered = { ...Object.fromEntries(response.headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) }
  return { response: { status: response.status, headers: answered, body: await response.text() } }
}
