// The timeline page. In the editor the host tells it what to show; as a file it holds its one run itself.
import type { FromTimelinePage } from '../../src/model/timelineProtocol'
import { decodeTrace, type TraceFile } from '../../src/timeline/traceFile'
import { followHost } from '../common/followHost'
import { createPage } from './page'
import { readHostMessage } from './readHostMessage'

declare const acquireVsCodeApi: undefined | (() => { postMessage(message: FromTimelinePage): void })

if (typeof acquireVsCodeApi === 'undefined') showFile()
else showRuns(acquireVsCodeApi())

function showFile(): void {
  const page = createPage(document.body, null)
  const file = document.getElementById('trace')
  if (file !== null) page.showTrace('file', decodeTrace(JSON.parse(file.textContent) as TraceFile))
}

function showRuns(host: { postMessage(message: FromTimelinePage): void }): void {
  const page = createPage(document.body, (message) => host.postMessage(message))
  followHost(
    (message) => host.postMessage(message),
    readHostMessage,
    (message) => {
      if (message.type === 'runs') page.showRuns(message.runs, message.selected)
      else if (message.type === 'trace') page.showTrace(message.run, message.trace)
      else if (message.type === 'progress') page.showProgress(message.text)
      else page.showFailure(message.message)
    },
  )
}
