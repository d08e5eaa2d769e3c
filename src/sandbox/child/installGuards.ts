import { syncBuiltinESMExports } from 'node:module'
import { relative } from 'node:path'
import type { Site } from '../../model/site'
import { askerOf, doingOf, handlerSiteOf, isOver, type Execution } from '../../simulator/execution'
import { DAY_MS } from '../../words/duration'
import { installChance } from './chance/chance'
import { isDenial } from './denial'
import { installConsoleCapture } from './consoleCapture'
import { installDescriptorOutput } from './files/descriptorOutput'
import { endByFault } from './endByFault'
import { installFileGuard } from './files/fileGuard'
import { FileOverlay } from './files/fileOverlay'
import { installInstanceEnvironment } from './instance/instanceEnvironment'
import { installNativeAddons } from './process/nativeAddons'
import { installNetworkGuard, type Network, type NetworkCall } from './network/network'
import { installOpenHandles } from './openHandles'
import { createFail, lastWords } from './process/uncaught'
import { installDatabaseRefusals } from './process/databases'
import { installProcessEvents } from './process/processEvents'
import { installProcessGuard } from './process/processGuard'
import { installProcessRefusals } from './process/processes'
import { createRefusals } from './process/refusals'
import { installThreadStreams } from './process/threadStreams'
import type { JobRun } from './runJob'
import { installUncontrolled } from './chance/uncontrolled'
import { bornAt } from './time/virtualTime'

/** Stands between the app and all that reaches past it: console, process, network, files, chance. Gives the guard of the network. */
export function installGuards(run: JobRun): Network {
  const telling = tellingOf(run)
  installConsoleCapture((level, text) => run.engine.doings.log(run.attribution.current(), { level, text }))
  guardProcess(run, telling)
  const network = guardNetwork(run, telling)
  guardOtherProcesses(run, telling)
  guardFiles(run, telling)
  guardChance(run, telling)
  // What ES modules import of Node by name, too.
  syncBuiltinESMExports()
  return network
}

/** Ways to tell of what the app does. */
type Telling = ReturnType<typeof tellingOf>

function tellingOf({ engine, positions, notes, attribution: { current } }: JobRun) {
  // What a package calls behind a wait of its own has no line of the app.
  const placed = (calledAt: Site | null): Site | null => calledAt ?? handlerSiteOf(current())
  /** Of a call that reaches past the simulated world, or tried to. */
  const tell = ({ what, target, how, site: calledAt }: NetworkCall): void => {
    const site = placed(calledAt)
    if (how !== 'ruled') notes.notSimulated({ what, target, site, how })
    engine.doings.effect(current(), { kind: what, target, site, ...(how === 'denied' && { denied: true }) })
  }
  // Without links on the way, as files are told of.
  const folder = process.cwd()
  return {
    tell,
    changed: (kind: 'fs.write' | 'fs.remove', target: string): void =>
      engine.doings.effect(current(), { kind, target, site: placed(positions.callSite()) }),
    deny: (what: string, target: string): void => tell({ what, target, how: 'denied', site: positions.callSite() }),
    uncontrolled: (what: string, target: string, site = positions.callSite()): void =>
      notes.notSimulated({ what, target, site, how: 'uncontrolled' }),
    output: (stream: 'stdout' | 'stderr', text: string): void =>
      engine.doings.log(current(), { level: stream === 'stderr' ? 'error' : 'log', text }),
    inFolder: (path: string): string => {
      const inside = relative(folder, path)
      return inside.startsWith('..') ? path : inside.replaceAll('\\', '/')
    },
  }
}

function guardProcess({ engine, positions, notes, attribution, running, chunks }: JobRun, { output }: Telling): void {
  const { current } = attribution
  const fail = createFail(engine, notes, current)
  installInstanceEnvironment(
    running,
    () => positions.ownCallSite() === null,
    (names) =>
      notes.add(
        `The app asks its environment for ${names.join(' and ')}, which the platform sets and a run does not: give ${names.length === 1 ? 'it' : 'them'} with ${names.map((name) => `--env ${name}=VALUE`).join(' ')} or the setting amptEvents.env.`,
        true,
      ),
  )
  installProcessGuard(
    {
      onExit: (call) => {
        fail('exited', { ...positions.describeError(new Error(`${call} was called${lastWords(current())}`)), name: 'ProcessExit' })
        // Where Node allows no error, what is thrown next ends the process.
        chunks.send()
      },
      onBehalfOf: (promise, code) => attribution.run(attribution.ownerOf(promise), code),
      onRejection: (reason) => fail('rejected', positions.describeError(reason), isDenial(reason)),
      onUncaught: (error) => fail('threw', positions.describeError(error), isDenial(error)),
      onOutput: output,
    },
    installProcessEvents(
      () => running() ?? globalThis,
      () => positions.callSite() !== null,
    ),
  )
}

function guardNetwork({ job, engine, positions, notes, clock, attribution, chunks }: JobRun, { tell }: Telling): Network {
  const { network: mode, allowedHosts, fetchRules, budgets } = job.scenario
  return installNetworkGuard(
    {
      ...{ mode, allowedHosts, fetchRules, callSite: positions.callSite, work: engine, wallMs: budgets.wallMs },
      onFault: (error) => {
        chunks.send()
        endByFault(error)
      },
      failLater: (fail) => {
        const ms = patienceOf(attribution.current(), clock.now())
        if (ms < 1) process.nextTick(fail)
        else clock.wait(fail, ms)
      },
      onSilent: (target, seconds) =>
        notes.add(`${target} did not answer within ${seconds} s of wall time: virtual time passed, to the limit of who waits for it.`),
    },
    tell,
  )
}

/** Processes, threads, databases and native code. */
function guardOtherProcesses({ job, notes }: JobRun, { deny, uncontrolled, output, inFolder }: Telling): void {
  installThreadStreams(
    (text) => output('stdout', text),
    () => notes.add('A transport of pino would log in a thread, which a simulation does not start: its lines are in the logs as they are.'),
  )
  const refusals = createRefusals(({ what, target }) => deny(what, target))
  installProcessRefusals(refusals)
  installDatabaseRefusals(refusals, (what) => uncontrolled(what, ''))
  installNativeAddons(job.scenario.network === 'allow', (file, denied) => {
    const tellLoad = denied ? deny : uncontrolled
    tellLoad('native add-on', inFolder(file))
  })
}

function guardFiles({ job, clock }: JobRun, { changed, deny, uncontrolled, output, inFolder }: Telling): void {
  installFileGuard(
    new FileOverlay(
      job.scratch,
      () => clock.now(),
      (kind, path) => changed(kind, inFolder(path)),
      (path) => deny('fs.read', inFolder(path)),
    ),
  )
  installDescriptorOutput(output)
  installOpenHandles(uncontrolled)
}

function guardChance({ job, engine, positions, clock, attribution }: JobRun, { uncontrolled }: Telling): void {
  installChance(() => engine.chances.of(attribution.current()))
  installUncontrolled(
    () => clock.now() - bornAt(job.scenario.start),
    ({ what, target, isOwnAlone }) => {
      const site = isOwnAlone ? positions.ownCallSite() : positions.callSite()
      if (site !== null || !isOwnAlone) uncontrolled(what, target, site)
    },
  )
}

/** Denied calls of one attempt or request that take no time, and what each behind them takes at least, in ms: as operations of the platform do. */
const MOST_AT_ONCE = 1000
const DENIED_MS = 4

/**
 * How long a denied call takes, in whole ms. Who calls again and again behind the end of what began it waits ever longer, as many times as the run has
 * days and not seconds; who does so before comes to the limit of its time.
 */
function patienceOf(execution: Execution | null, now: number): number {
  if (execution === null) return 0
  const leastMs = doingOf(execution).acts > MOST_AT_ONCE ? DENIED_MS : 0
  return isOver(execution) ? Math.max(leastMs, Math.min(Math.trunc((now - askerOf(execution).startedAt) / 10), DAY_MS)) : leastMs
}
