// Stands for the globals that the child's own code names, put in by the build: an app that replaces one does so for itself alone.
export const { Array, Error, JSON, Map, Math, Number, Object, Promise, Proxy, Reflect, RegExp, Set, String, Symbol, WeakMap } = globalThis
