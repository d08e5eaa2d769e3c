import Module from 'node:module'

type Load = (request: string, parent: { readonly filename?: string | null } | undefined | null, ...rest: readonly unknown[]) => unknown

/** Has all that is required go through `around`: it is told by what name, and by which file (absolute; null where nobody knows), and goes on by `load`. */
export function aroundLoads(around: (request: string, load: () => unknown, from: string | null) => unknown): void {
  const loader = Module as unknown as { _load: Load }
  const load = loader._load
  loader._load = (request, parent, ...rest) => around(request, () => load(request, parent, ...rest), parent?.filename ?? null)
}
