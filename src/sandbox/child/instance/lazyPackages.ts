/** Gives the module of a specifier. */
export type Load = (specifier: string) => Promise<object>

/** The packages that an instance of the app loads with those of its files that it asks for while it runs. */
export class LazyPackages {
  private readonly binds = new Map<string, ((module: object) => void)[]>()
  private readonly loaded = new Set<string>()
  private readonly failures = new Map<string, unknown>()

  /** `needs` are the packages of each file, in the order in which they load. */
  constructor(
    private readonly needs: Readonly<Record<string, readonly string[]>>,
    private readonly loadOne: Load,
    private readonly loadOneAtOnce: (specifier: string) => object,
  ) {}

  /** `take` puts what a package exports under the names that a file has for it. */
  bind(specifier: string, take: (module: object) => void): void {
    this.binds.set(specifier, [...(this.binds.get(specifier) ?? []), take])
  }

  /** For a file that comes by `import()`. */
  async load(file: string): Promise<void> {
    for (const specifier of this.missingOf(file)) this.give(specifier, await this.loadOne(specifier))
  }

  /** For a file that comes by `require`. */
  loadAtOnce(file: string): void {
    for (const specifier of this.missingOf(file)) {
      if (this.failures.has(specifier)) throw this.failures.get(specifier)
      this.give(specifier, this.loadOneAtOnce(specifier))
    }
  }

  /** What Node has no way to give at once. That it fails matters to those who ask for it. */
  async loadAhead(specifiers: readonly string[]): Promise<void> {
    for (const specifier of specifiers)
      await this.loadOne(specifier).then(
        (module) => this.give(specifier, module),
        (error: unknown) => this.failures.set(specifier, error),
      )
  }

  private missingOf(file: string): readonly string[] {
    return this.needs[file]!.filter((specifier) => !this.loaded.has(specifier))
  }

  private give(specifier: string, module: object): void {
    this.loaded.add(specifier)
    for (const take of this.binds.get(specifier) ?? []) take(module)
  }
}
