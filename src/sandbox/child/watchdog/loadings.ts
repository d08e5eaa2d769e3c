/** Times that modules may be found loading for too long, before that is taken for something that never ends. */
const MOST = 5
/** The same of one module: it alone is at work, while a package of a thousand modules gets on to others. */
const MOST_OF_ONE = 2

/** Knows whether modules that take too long to load may come to an end. */
export class Loadings {
  private count = 0
  private module: string | null = null
  private countOfModule = 0

  /** To be asked each time that modules are found loading for too long; `module` is the one whose code runs, null where Node alone is at work. */
  mayEnd(module: string | null): boolean {
    if (module !== this.module) this.countOfModule = 0
    this.module = module
    if (module !== null) this.countOfModule++
    return ++this.count <= MOST && this.countOfModule <= MOST_OF_ONE
  }
}
