/**
 * What replays a run of equal code and steps: the choices that fix it, keyed by the stable key of an attempt: `<event key>@<delivery>.<attempt>`.
 * Sparse: an attempt without an entry is on time, in turn, alone and not disturbed. No index into a list of ready things,
 * which would neither shrink nor survive an edit of the app.
 */
export interface Schedule {
  readonly version: 1
  // What else decides how attempts go, in place of the scenario's; left out, it is the scenario's.
  readonly seed?: number
  readonly instances?: number
  readonly concurrency?: number
  readonly choices: Readonly<Record<string, Choice>>
}

/** What the platform, or chance, does to one attempt. */
export interface Choice {
  /** How much later than due it starts, in ms. */
  readonly lateMs?: number
  /** Turn among what is due at the same instant: smaller goes first; default 0. */
  readonly priority?: number
  /** Further deliveries of the event; read on the first attempt of the first delivery only. */
  readonly copies?: number
  /** The attempt fails before any handler starts. */
  readonly fail?: boolean
  /** The attempt meets a new instance of the app, whose module state is fresh. */
  readonly coldStart?: boolean
  /** The instance crashes after this effect of the attempt, counted from 1: all that runs in it fails, and its module state is lost. */
  readonly crashAfterEffect?: number
}
