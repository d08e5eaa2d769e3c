import type { ts } from 'ts-morph'
import { importedBy, type Part } from '../syntax/importOf'
import type { Evaluator } from './evaluate'
import type { Made } from './value'

/** Modules with what makes routers, by the words in their names: `express`, `@koa/router`, `hono/tiny`. */
const routerModule = /(^|[/@-])(express|router|hono|fastify|polka|koa|elysia)([/-]|$)/
/** Those that are what makes a router: `express-promise-router`, not `express-async-handler`. */
const routerMaker = /(^|[/@-])(express|router|hono|fastify|polka|koa|elysia)$/

/** Methods of a router that give a path its function. */
export const verbs: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'])

/** What a call of something that is no part of the project makes: a router, `express()`, `express.Router()`, `new Hono()`, or what gives the procedures and routers of tRPC, `initTRPC.create()`. */
export function madeByPackage(evaluator: Evaluator, node: ts.CallExpression | ts.NewExpression): Made | null {
  const imported = importedBy(node.expression)
  const part = imported === null ? null : imported.specifier === '@trpc/server' ? 'trpc' : makesRouter(imported) ? 'router' : null
  if (part === null || evaluator.project.resolve(node.getSourceFile().fileName, imported!.specifier) !== null) return null
  return evaluator.scoped({ kind: 'made', part, node, of: null })
}

function makesRouter({ specifier, name }: Part): boolean {
  if (!routerModule.test(specifier)) return false
  // Not `express.json()`.
  return name === null || name === specifier ? routerMaker.test(specifier) : /^[A-Z]/.test(name)
}

/** The call that made a router, of which the value may be a later one of a chain. */
export function rootOf(router: Made): Made {
  let root = router
  while (root.of !== null) root = root.of
  return root
}

/** Whether a router is one of Express, or an app of it. */
export function isOfExpress(router: Made): boolean {
  return router.part === 'router' && importedBy(rootOf(router).node.expression)?.specifier === 'express'
}
