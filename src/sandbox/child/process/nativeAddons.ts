import { readFileSync } from 'node:fs'
import { importedNames } from './importedNames'
import { Denial } from '../denial'

/** What native code calls to reach the network: of the system, of Node, of clients of databases and of HTTP; the library for sockets of Windows is imported as a whole. */
const ways =
  /^_?(connect|sendto|sendmsg|getaddrinfo|uv_(tcp_connect|pipe_connect|udp_send|getaddrinfo)|PQconnect\w*|curl_easy_perform)$|^ws2_32\.dll$/i
/** What native code calls to have what it wrote stay on the disk, as databases do. */
const keeps = /^_?f(data)?sync$/

/** Why an add-on is denied that asks the system for what a pattern matches. */
const denials = [
  [ways, 'NetworkDenied', 'it opens sockets, and a simulation does not reach the network.'],
  [keeps, 'FileDenied', 'it keeps files on the disk, past the layer that keeps what the app writes.'],
] as const

/**
 * Keeps native add-ons that open sockets, or keep files as databases do, from being loaded, unless `isAllowed`: what they do there nobody could see.
 * The names that an add-on imports tell, though not those of libraries beside it. Every load is told to `report`.
 */
export function installNativeAddons(isAllowed: boolean, report: (file: string, isDenied: boolean) => void): void {
  const dlopen = process.dlopen.bind(process)
  process.dlopen = (...args: Parameters<typeof process.dlopen>) => {
    const file = args[1]
    // With its permission model, Node itself loads none.
    const isRefused = process.permission !== undefined
    const denial = isAllowed || isRefused ? null : denialOf(file)
    report(file, denial !== null || isRefused)
    if (denial !== null) throw denial
    dlopen(...args)
  }
}

function denialOf(file: string): Denial | null {
  let names: readonly string[]
  try {
    names = importedNames(readFileSync(file))
  } catch {
    // What cannot be read cannot be loaded: Node says so.
    return null
  }
  const found = denials.find(([pattern]) => names.some((name) => pattern.test(name)))
  if (found === undefined) return null
  const [, name, why] = found
  const advice = 'Allow it with --net allow or the setting amptEvents.network, or replace its package with "stubs" in a scenario file.'
  return new Denial(name, `The native add-on ${file} was denied: ${why} ${advice}`)
}
