import { hostAndPort } from './address'
import { responseOf, type FetchRules } from './fetchRules'
import type { Gate } from './gate'
import type { InterceptedRequest } from './httpDoors'
import type { NetworkCall, NetworkPolicy } from './network'

interface Answering {
  readonly policy: Pick<NetworkPolicy, 'mode' | 'onFault'>
  readonly rules: FetchRules
  readonly gate: Gate
  readonly report: (call: Omit<NetworkCall, 'site'>) => void
  /** Told of the hosts with their ports that requests are let through to. */
  readonly onAllowed: (target: string) => void
}

/** Gives what becomes of a request: a rule replies to it, or an empty reply stands in; else its host has to be allowed. */
export function createAnswers({ policy, rules, gate, report, onAllowed }: Answering): (intercepted: InterceptedRequest) => void {
  const answer = ({ request, controller }: InterceptedRequest): void => {
    const { protocol, hostname } = new URL(request.url)
    const reportAs = (how: NetworkCall['how']): void => report({ what: 'fetch', target: request.url, how })
    const reply = rules.replyTo(request)
    if (reply !== null) {
      reportAs('ruled')
      controller.respondWith(reply)
      // What lies in the URL itself, or in memory, is no network.
    } else if (protocol === 'data:' || protocol === 'blob:') return
    else if (gate.isAllowed(hostname)) {
      onAllowed(hostAndPort(request.url))
      reportAs('allowed')
    } else if (policy.mode === 'stub') {
      reportAs('stubbed')
      controller.respondWith(responseOf({ json: {} }, request))
    } else controller.errorWith(gate.deny('fetch', request.url))
  }
  return (intercepted) => {
    try {
      answer(intercepted)
    } catch (error) {
      // The app may be so far down that the stack has no room for ours; what asks for replies would make a response of anything else.
      if (error instanceof RangeError) intercepted.controller.errorWith(error)
      else policy.onFault(error)
    }
  }
}
