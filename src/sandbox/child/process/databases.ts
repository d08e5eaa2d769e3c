import { replace } from '../replace'
import { optionalModule } from './optionalModule'
import type { Refusals } from './refusals'

type Call = (...args: unknown[]) => object

/** What in a text of SQL says nothing of its statements: comments, texts and quoted names. */
const quoted = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\[[^\]]*\]/g
const opensFile = /(?:^|;)\s*(?:attach\b|vacuum\b[^;]*\binto\b)/i
const asksTimeOrChance =
  /\bcurrent_(?:date|time|timestamp)\b|\brandom(?:blob)?\s*\(|\b(?:date|time|datetime|julianday|unixepoch)\s*\(\s*\)|'now'/i

/**
 * Keeps the databases of Node's SQLite in memory: files that they would write are refused. Its clock and chance are its own, and each call that asks for
 * them is told to `uncontrolled`, by its name.
 */
export function installDatabaseRefusals({ refusing, refuse, refuseNew }: Refusals, uncontrolled: (what: string) => void): void {
  const noFile = 'SQLite would write the file by itself, past the layer that keeps what the app writes. Take ":memory:" in a simulation.'
  const sqlite = optionalModule('sqlite') as Record<string, { prototype: object } | undefined>
  refuse(sqlite, 'sqlite', ['backup'], noFile)
  // Newer versions of Node have two names for one class.
  const seen = new Set<object>()
  for (const className of ['DatabaseSync', 'Database']) {
    refuseNew(sqlite, 'sqlite', className, noFile, (path) => path !== ':memory:')
    const database = sqlite[className]?.prototype
    if (database === undefined || seen.has(database)) continue
    seen.add(database)
    refuse(database, `sqlite.${className}`, ['loadExtension'], 'a simulation loads no native code into a database.')
    /** Looks at the SQL that functions of an object are given, as a text or as the texts of a template. */
    const look = (owner: object, names: readonly string[]): void => {
      for (const name of names) {
        const own = (owner as Record<string, Call | undefined>)[name]
        if (own === undefined) continue
        const what = `sqlite.${className}.${name}`
        replace(owner, name, function (this: object, ...args: unknown[]) {
          const sql = Array.isArray(args[0]) ? args[0].join('?') : String(args[0])
          if (opensFile.test(sql.replace(quoted, ' '))) refusing(what, noFile)()
          if (asksTimeOrChance.test(sql)) uncontrolled(what)
          return own.apply(this, args)
        })
      }
    }
    look(database, ['exec', 'prepare'])
    const { createTagStore } = database as { createTagStore?: Call }
    if (createTagStore === undefined) continue
    replace(database, 'createTagStore', function (this: object, ...args: unknown[]) {
      const store = createTagStore.apply(this, args)
      look(store, ['all', 'get', 'iterate', 'run'])
      return store
    })
  }
}
