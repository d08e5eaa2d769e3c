// The graph page. The host tells it what to draw; it tells the host what was asked for.
import type { FromGraphPage } from '../../src/model/graphPageProtocol'
import { createPage, type PageState } from './page'
import { readGraphMessage } from './readGraphMessage'

declare function acquireVsCodeApi(): { postMessage(message: FromGraphPage): void; getState(): unknown; setState(state: PageState): void }

const host = acquireVsCodeApi()
const page = createPage(document.body, {
  ask: (message) => host.postMessage(message),
  // Where the reader was, for when the tab is shown again; all else is the host's.
  remembered: host.getState(),
  remember: (state) => host.setState(state),
})
let seq = 0
let isLost = false
window.addEventListener('message', ({ data }) => {
  const message = readGraphMessage(data)
  if (message === null) return
  if (message.seq !== 1 && message.seq !== seq + 1) {
    // One was lost on the way: begin again. The host then counts from 1.
    if (!isLost) host.postMessage({ type: 'ready' })
    isLost = true
    return
  }
  isLost = false
  seq = message.seq
  page.take(message)
})
host.postMessage({ type: 'ready' })
