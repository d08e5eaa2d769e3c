import type { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { Job, LateFile } from '../../model/protocol'
import type { RequestStep } from '../../model/scenario'
import type { Stop, TraceError } from '../../model/trace'
import type { CallResult } from '../../simulator/calls'
import { Engine, type Drive } from '../../simulator/engine'
import { instanceOf, tellExecution } from '../../simulator/execution'
import type { Instance } from '../../simulator/instances'
import { createAmpt, type Ampt } from '../ampt/createAmpt'
import { createKept } from '../ampt/kept'
import { createAttribution } from './attribution'
import { createChunkSender } from './chunks'
import { compileApp } from './instance/instance'
import { createInstanceGlobals } from './instance/instanceGlobals'
import { installGuards } from './installGuards'
import { InstanceModules, installModuleDoors } from './instance/instanceModules'
import { createNanoid } from './chance/nanoid'
import { natives } from './natives'
import { send } from './outbox'
import { isDenial } from './denial'
import { OpenHandles } from './openHandles'
import { createQuiescence } from './quiescence'
import { RunNotes } from './runNotes'
import { installSourcePositions } from './sourcePositions'
import { stopped, wallStop } from './watchdog/stops'
import { tellTooLong } from './time/timerFunctions'
import { createTimerPlaces } from './time/timerPlaces'
import { installVirtualTime } from './time/virtualTime'
import { endTrace } from './traceEnd'
import { createUuids } from './chance/uuids'
import { sendsText } from '../../simulator/requestStep'
import { troubleStop } from '../../simulator/stops'
import { startWatchdog } from './watchdog/watchdog'
import { createWorkAtOnce } from './workAtOnce'
import { createWorld } from './createWorld'

/** Times that modules may be found loading for too long, before that is taken for something that never ends. */
const MOST_LOADINGS = 5

/** Runs one app on one scenario, from its loading to the end of the run, and sends the trace. `isToldToStop` ends it early. */
export async function runJob(job: Job, isToldToStop: () => boolean): Promise<void> {
  const { scenario } = job
  Object.assign(process.env, scenario.env)
  const wallStart = natives.performanceNow()
  const attribution = createAttribution()
  const { current } = attribution
  const positions = installSourcePositions(job.sourceMap, job.folder)
  const notes = new RunNotes()
  for (const note of job.notes) notes.add(note, true)
  const workAtOnce = createWorkAtOnce(positions.callSite, (site) =>
    notes.notSimulated({ what: 'the order of work begun at once', target: '', site, how: 'uncontrolled' }),
  )
  const handles = new OpenHandles(positions.callSite)
  const noteWork = (type: string, resource: object): void => {
    workAtOnce(type)
    handles.add(type, resource)
  }

  const running = (): Instance | null => {
    const execution = current()
    return execution === null ? null : instanceOf(execution)
  }
  const isGone = (): boolean => running()?.isDead === true
  const clock = installVirtualTime(scenario.start, {
    onUncaught: (error) => void (process as EventEmitter).emit('uncaughtException', error),
    isGone,
    placeHere: createTimerPlaces(current),
    onTooLong: (ms) => notes.add(tellTooLong(ms, positions.callSite())),
  })

  const engine = new Engine(scenario, {
    clock,
    settle: (next) => quiescence.settle(next),
    attribution: {
      enter(execution) {
        if (execution !== undefined) watchdog.note?.(tellExecution(execution))
        attribution.enter(execution)
      },
    },
    describeError: (error) => positions.describeError(error),
    isDenial,
    note: (text, isReason) => notes.add(text, isReason),
    load: async (instance) => {
      const ampt = createAmpt(world, kept)
      amptOf.set(instance, ampt)
      // Some of the modules say something when they are asked for, so they are not copied.
      const modules = new InstanceModules(
        Object.create(ampt.modules, { nanoid: { value: createNanoid() } }) as typeof ampt.modules,
        onMissed,
      )
      modulesOf.set(instance, modules)
      await evaluate(modules, globalsOf(instance))
      return { response: null }
    },
  })
  const world = createWorld({ engine, attribution, positions, notes, scenario, now: () => clock.now() })
  const kept = createKept(world, scenario.data)
  const amptOf = new WeakMap<Instance, Ampt>()
  const modulesOf = new WeakMap<Instance, InstanceModules>()

  const packages = new Set<string>()
  const ownUuids = createUuids(() => engine.chances.of(current()))
  const evaluate = compileApp(job, {
    onPackage: (name) => void packages.add(name),
    onUnknownName: (name, module) =>
      notes.add(
        `The app imports "${name}" from "${module}", which has no such export: it is undefined here, and Node refuses it unless it is a type.`,
        true,
      ),
    ownUuids,
  })
  const globalsOf = createInstanceGlobals(running)
  const missed: LateFile[] = []
  let isLoaded = false
  let loadings = 0
  const onMissed = (file: LateFile): void => {
    missed.push(file)
    // While the app loads, it may ask for more of them.
    if (isLoaded) engine.agenda.stop(stopped('interrupted', `${file.path} is not in the bundle.`))
  }

  const interrupted = stopped('interrupted', 'The run was interrupted.')
  const chunks = createChunkSender({
    recorder: engine.recorder,
    isHardened: scenario.isHardened,
    beat: () => watchdog.beat(),
    isToldToStop,
    onUnsettled: () => endNow(interrupted),
  })
  const onTurn = (): void => {
    const wallNow = natives.performanceNow()
    chunks.sendDue(wallNow)
    if (isToldToStop()) engine.agenda.stop(interrupted)
    else if (wallNow - wallStart > scenario.budgets.wallMs) engine.agenda.stop(wallStop(scenario.budgets.wallMs))
  }
  const quiescence = createQuiescence(attribution, onTurn, noteWork)
  const watchdog = startWatchdog({
    workerFile: join(__dirname, 'watchdog.js'),
    stuckMs: scenario.budgets.stuckMs,
    memoryMb: scenario.budgets.heapMb,
    isHardened: scenario.isHardened,
    onTrouble: (trouble, isLastTry) => {
      // Long work of our own, which is soon done.
      if (chunks.isSending()) return
      // The app may be far down.
      const site = positions.callSite(Infinity)
      // A package may have a thousand modules.
      const isLoading = trouble === 'stuck' && positions.isLoading()
      if ((site === null || isLoading) && !isLastTry) return
      if (isLoading && ++loadings <= MOST_LOADINGS) return watchdog.beat()
      const execution = current()
      const stop = troubleStop(trouble, execution === null ? 'the app' : tellExecution(execution), scenario.budgets, {
        event: execution?.kind === 'handler' ? execution.attempt.chain.event.name : null,
        site,
      })
      try {
        if (execution !== null)
          engine.fail(execution, 'stuck', { name: trouble === 'stuck' ? 'Stuck' : 'OutOfMemory', message: stop.message, site, stack: '' })
        engine.agenda.stop(stop)
        finish()
      } finally {
        // Also where nobody takes the trace any more. An exit would wait for the inspector's session, which is in the hands of the watchdog.
        natives.killSelf()
      }
    },
  })

  const modulesNow = (): InstanceModules | null => {
    const execution = current()
    return execution === null ? null : (modulesOf.get(instanceOf(execution)) ?? null)
  }
  installModuleDoors(modulesNow, ownUuids, () => watchdog.beat())
  const network = installGuards({ job, engine, positions, notes, clock, attribution, running, onExit: chunks.send })

  const finish = (): void => {
    if (missed.length > 0) return send({ type: 'outside', files: missed })
    const ending = { job, engine, clock, network, notes, positions, kept, packages, current, isGone, wallStart }
    send({ type: 'end', end: endTrace(ending, () => chunks.send(true)) })
  }

  /** Ends a run that does not settle. */
  const endNow = (stop: Stop): never => {
    engine.agenda.stop(stop)
    finish()
    return natives.exit(0)
  }

  let loadError: TraceError | null = null
  // Real work that never ends (a socket, a server) keeps the loop from settling: this ends the run all the same, with its trace.
  natives
    .setTimeout(() => endNow(wallStop(scenario.budgets.wallMs, handles.first(), network.openReplies()[0]?.target)), scenario.budgets.wallMs)
    .unref()

  engine.start((error) => {
    loadError = error
    isLoaded = true
    const drive: Drive = {
      request: (step, instance) => request(amptOf.get(instance)!, step),
      socket: (step, instance) => amptOf.get(instance)!.socket(step),
    }
    if (missed.length > 0) engine.agenda.stop(stopped('interrupted', 'Some files are not in the bundle.'))
    else if (error === null) engine.play(scenario.steps, drive)
    else engine.agenda.stop(stopped('crashed', error.message))
  })
  try {
    await engine.run()
    watchdog.stop()
    chunks.stop()
    if (loadError !== null && missed.length === 0)
      send({ type: 'loadFailed', error: loadError, notes: notes.whyNotLoaded, missingParams: notes.missingParams })
    else finish()
  } catch (error) {
    chunks.send()
    throw error
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
