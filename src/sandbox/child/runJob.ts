import type { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { Job, LateFile } from '../../model/protocol'
import type { Stop, TraceError } from '../../model/trace'
import type { Settle } from '../../simulator/agenda'
import { Engine } from '../../simulator/engine'
import { instanceOf, tellExecution } from '../../simulator/execution'
import type { Instance } from '../../simulator/instances'
import { stopped, troubleStop } from '../../simulator/stops'
import { createAmpt } from '../ampt/createAmpt'
import { createKept, type Kept } from '../ampt/kept'
import type { World } from '../ampt/world'
import { createAttribution } from './attribution'
import { createUuids } from './chance/uuids'
import { ChunkSender } from './chunks'
import { createWorld } from './createWorld'
import { isDenial } from './denial'
import { installGuards } from './installGuards'
import { AppInstances } from './instance/appInstances'
import { natives } from './natives'
import type { Network } from './network/network'
import { OpenHandles } from './openHandles'
import { send } from './outbox'
import { createQuiescence } from './quiescence'
import { RunNotes } from './runNotes'
import { SourcePositions } from './sourcePositions'
import { tellTooLong } from './time/timerFunctions'
import { createTimerPlaces } from './time/timerPlaces'
import { installVirtualTime } from './time/virtualTime'
import type { VirtualTimers } from './time/virtualTimers'
import { endTrace } from './traceEnd'
import { Loadings } from './watchdog/loadings'
import { wallStop } from './watchdog/stops'
import { startWatchdog, type Watchdog } from './watchdog/watchdog'
import type { Trouble } from './watchdog/watchdogWorker'
import { createWorkAtOnce } from './workAtOnce'

const interrupted = stopped('interrupted', 'The run was interrupted.')

/** Runs one app on one scenario, from its loading to the end of the run, and sends the trace. `isToldToStop` ends it early. */
export function runJob(job: Job, isToldToStop: () => boolean): Promise<void> {
  return new JobRun(job, isToldToStop).run()
}

/** A run: what it is made of, made in this order, and what befalls it. */
export class JobRun {
  readonly wallStart = natives.performanceNow()
  readonly attribution = createAttribution()
  readonly notes = new RunNotes()
  private readonly loadings = new Loadings()
  /** Source files that the app asks for and the bundle lacks. */
  private readonly missed: LateFile[] = []
  private isLoaded = false
  private loadError: TraceError | null = null
  readonly positions: SourcePositions
  private readonly handles: OpenHandles
  readonly clock: VirtualTimers
  readonly engine: Engine
  private readonly world: World
  readonly kept: Kept
  readonly instances: AppInstances
  readonly chunks: ChunkSender
  private readonly settle: Settle
  private readonly watchdog: Watchdog
  readonly network: Network

  constructor(
    readonly job: Job,
    private readonly isToldToStop: () => boolean,
  ) {
    const { attribution, notes } = this
    const { scenario } = job
    Object.assign(process.env, scenario.env)
    const positions = (this.positions = new SourcePositions(job.sourceMap, job.folder))
    for (const note of job.notes) notes.add(note, true)
    this.handles = new OpenHandles(positions.callSite)
    this.clock = this.createClock()
    const engine = (this.engine = this.createEngine())
    this.world = createWorld(this)
    this.kept = createKept(this.world, scenario.data)
    this.instances = this.createInstances()
    this.chunks = new ChunkSender({
      recorder: engine.recorder,
      isHardened: scenario.isHardened,
      beat: () => this.watchdog.beat(),
      isToldToStop,
      onUnsettled: () => this.endNow(interrupted),
    })
    this.settle = createQuiescence(attribution, () => this.onTurn(), this.createNoteWork())
    this.watchdog = this.startWatchdog()
    this.network = installGuards(this)
  }

  async run(): Promise<void> {
    const { engine, notes, chunks } = this
    this.limitWallTime()
    engine.start((error) => this.onLoaded(error))
    try {
      await engine.run()
      this.watchdog.stop()
      chunks.stop()
      const error = this.loadError
      if (error === null || this.missed.length > 0) this.finish()
      else send({ type: 'loadFailed', error, notes: notes.whyNotLoaded, missingParams: notes.missingParams })
    } catch (error) {
      chunks.send()
      throw error
    }
  }

  readonly current = this.attribution.current

  readonly running = (): Instance | null => {
    const execution = this.current()
    return execution === null ? null : instanceOf(execution)
  }

  /** Whether the code that runs belongs to an instance that is gone. */
  readonly isGone = (): boolean => this.running()?.isDead === true

  private createClock(): VirtualTimers {
    return installVirtualTime(this.job.scenario.start, {
      onUncaught: (error) => void (process as EventEmitter).emit('uncaughtException', error),
      isGone: this.isGone,
      placeHere: createTimerPlaces(this.current),
      onTooLong: (ms) => this.notes.add(tellTooLong(ms, this.positions.callSite())),
    })
  }

  private createEngine(): Engine {
    const { attribution, notes, positions, clock } = this
    return new Engine(this.job.scenario, {
      clock,
      settle: (next) => this.settle(next),
      attribution: {
        enter: (execution) => {
          if (execution !== undefined) this.watchdog.note?.(tellExecution(execution))
          attribution.enter(execution)
        },
      },
      describeError: positions.describeError,
      isDenial,
      note: (text, isReason) => notes.add(text, isReason),
      load: async (instance) => {
        await this.instances.load(instance)
        return { response: null }
      },
    })
  }

  private createInstances(): AppInstances {
    const { job, notes, running, engine, world, kept } = this
    return new AppInstances({
      ...{ job, notes, running },
      createAmpt: () => createAmpt(world, kept),
      ownUuids: createUuids(() => engine.chances.of(this.current())),
      onFile: () => this.watchdog.beat(),
      onMissed: (file) => this.onMissed(file),
    })
  }

  /** Gives what is told of each piece of real work that begins. */
  private createNoteWork(): (type: string, resource: object) => void {
    const { notes, handles, positions } = this
    const workAtOnce = createWorkAtOnce(positions.callSite, (site) =>
      notes.notSimulated({ what: 'the order of work begun at once', target: '', site, how: 'uncontrolled' }),
    )
    return (type, resource) => {
      workAtOnce(type)
      handles.add(type, resource)
    }
  }

  private startWatchdog(): Watchdog {
    const { isHardened, budgets } = this.job.scenario
    return startWatchdog({
      workerFile: join(__dirname, 'watchdog.js'),
      stuckMs: budgets.stuckMs,
      memoryMb: budgets.heapMb,
      isHardened,
      onTrouble: (trouble, isLastTry) => this.onTrouble(trouble, isLastTry),
    })
  }

  private onTurn(): void {
    const { wallMs } = this.job.scenario.budgets
    const wallNow = natives.performanceNow()
    this.chunks.sendDue(wallNow)
    if (this.isToldToStop()) this.engine.agenda.stop(interrupted)
    else if (wallNow - this.wallStart > wallMs) this.engine.agenda.stop(wallStop(wallMs))
  }

  private onTrouble(trouble: Trouble, isLastTry: boolean): void {
    // Long work of our own, which is soon done.
    if (this.chunks.isSending) return
    // The app may be far down.
    const site = this.positions.callSite(Infinity)
    // A package may have a thousand modules.
    const loading = trouble === 'stuck' ? this.positions.loading() : null
    if ((site === null || loading !== null) && !isLastTry) return
    if (loading !== null && this.loadings.mayEnd(loading.module)) return this.watchdog.beat()
    this.endInTrouble(trouble, site)
  }

  /** Ends a run whose code does not give up control, or takes too much memory, in the midst of that. */
  private endInTrouble(trouble: Trouble, site: Stop['site']): void {
    const { engine, job } = this
    const execution = this.current()
    const event = execution?.kind === 'handler' ? execution.attempt.chain.event.name : null
    const stop = troubleStop(trouble, execution === null ? 'the app' : tellExecution(execution), job.scenario.budgets, { event, site })
    try {
      if (execution !== null)
        engine.fail(execution, 'stuck', { name: trouble === 'stuck' ? 'Stuck' : 'OutOfMemory', message: stop.message, site, stack: '' })
      engine.agenda.stop(stop)
      this.finish()
    } finally {
      // Also where nobody takes the trace any more. An exit would wait for the inspector's session, which is in the hands of the watchdog.
      natives.killSelf()
    }
  }

  private onMissed(file: LateFile): void {
    this.missed.push(file)
    // While the app loads, it may ask for more of them.
    if (this.isLoaded) this.engine.agenda.stop(stopped('interrupted', `${file.path} is not in the bundle.`))
  }

  private onLoaded(error: TraceError | null): void {
    const { engine } = this
    this.loadError = error
    this.isLoaded = true
    if (this.missed.length > 0) engine.agenda.stop(stopped('interrupted', 'Some files are not in the bundle.'))
    else if (error === null) engine.play(this.job.scenario.steps, this.instances.drive)
    else engine.agenda.stop(stopped('crashed', error.message))
  }

  /** Real work that never ends (a socket, a server) keeps the loop from settling: this ends the run all the same, with its trace. */
  private limitWallTime(): void {
    const { wallMs } = this.job.scenario.budgets
    const end = (): void => this.endNow(wallStop(wallMs, this.handles.first(), this.network.openReplies()[0]?.target))
    natives.setTimeout(end, wallMs).unref()
  }

  /** Ends a run that does not settle. */
  private endNow(stop: Stop): void {
    this.engine.agenda.stop(stop)
    this.finish()
    natives.exit(0)
  }

  private finish(): void {
    if (this.missed.length > 0) return send({ type: 'outside', files: this.missed })
    send({ type: 'end', end: endTrace(this) })
  }
}
