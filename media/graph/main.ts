// The graph page. The host tells it what to draw; it tells the host what was asked for.
import type { FromGraphPage } from '../../src/model/graphPageProtocol'
import { followHost } from '../common/followHost'
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
followHost(
  (message) => host.postMessage(message),
  readGraphMessage,
  (message) => page.take(message),
)
