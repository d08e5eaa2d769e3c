import dns from 'node:dns'
import net from 'node:net'
import { replace } from '../replace'
import type { Gate } from './gate'

const names = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name))

/** Lets the app look up allowed hosts alone. */
export function guardNames({ isAllowed, deny, failLater }: Gate): void {
  const { Resolver, promises } = dns
  const holders = [dns, Resolver.prototype, Object.getPrototypeOf(Resolver.prototype) as object, promises, promises.Resolver.prototype]
  for (const holder of holders) {
    const isPromise = holder === promises || holder === promises.Resolver.prototype
    for (const name of Object.getOwnPropertyNames(holder).filter((one) => names.includes(one))) {
      const original = (holder as Record<string, (...args: unknown[]) => unknown>)[name]!
      replace(holder, name, function (this: unknown, host: unknown, ...rest: unknown[]): unknown {
        // An address is none to look up.
        if (isAllowed(String(host)) || (name === 'lookup' && net.isIP(String(host)) > 0)) return original.call(this, host, ...rest)
        const error = deny(`dns.${name}`, String(host))
        if (isPromise) return new Promise((_, reject) => failLater(() => reject(error)))
        const callback = rest.at(-1) as ((error: Error) => unknown) | undefined
        if (typeof callback !== 'function') throw error
        failLater(() => callback(error))
        return undefined
      })
    }
  }
}
