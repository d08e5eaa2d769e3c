import { readFileSync } from 'node:fs'
import { importedNames } from './importedNames'
import { Denial } from '../denial'

/** What native code calls to reach the network: of the system, of Node, of clients of databases and of HTTP. */
const ways = /^_?(connect|sendto|sendmsg|getaddrinfo|uv_(tcp_connect|pipe_connect|udp_send|getaddrinfo)|PQconnect\w*|curl_easy_perform)$/
/** The library for sockets of Windows is imported as a whole. */
const windowsLibrary = /^ws2_32\.dll$/i

/**
 * Keeps native add-ons that open sockets from being loaded, unless `isAllowed`: what they do there nobody could see. The names that an add-on
 * imports tell, though not those of libraries beside it. Every load is told to `report`.
 */
export function installNativeAddons(isAllowed: boolean, report: (file: string, isDenied: boolean) => void): void {
  const dlopen = process.dlopen.bind(process)
  process.dlopen = (...args: Parameters<typeof process.dlopen>) => {
    const file = args[1]
    // With its permission model, Node itself loads none.
    const isRefused = process.permission !== undefined
    const isDenied = !isAllowed && !isRefused && opensSockets(file)
    report(file, isDenied || isRefused)
    if (isDenied) {
      const advice = 'Allow it with --net allow or the setting amptEvents.network, or replace its package with "stubs" in a scenario file.'
      throw new Denial(
        'NetworkDenied',
        `The native add-on ${file} was denied: it opens sockets, and a simulation does not reach the network. ${advice}`,
      )
    }
    dlopen(...args)
  }
}

function opensSockets(file: string): boolean {
  try {
    return importedNames(readFileSync(file)).some((name) => ways.test(name) || windowsLibrary.test(name))
  } catch {
    // What cannot be read cannot be loaded: Node says so.
    return false
  }
}
