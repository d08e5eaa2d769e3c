import assert from 'node:assert/strict'
import { timelineHtml } from '../../../src/timeline/timelineHtml'
import { decodeTrace, type TraceFile } from '../../../src/timeline/traceFile'
import { runEngine } from '../../support/testEngine'

const page = { script: 'const text = "</script>"', style: 'a::after { content: "</style>" }' }

describe('timelineHtml', () => {
  it('lets no text of the run, the script or the style end its element', async () => {
    const name = '</script><!--<img src=x onerror=alert(1)>'
    const html = timelineHtml(await runEngine({ handlers: [], publish: [[name, { [name]: name }]] }), page)
    assert.equal(html.match(/<\/script/g)!.length, 2)
    assert.equal(html.match(/<\/style/g)!.length, 1)
    assert.ok(!html.includes('<img') && !html.includes('<!--'))
  })

  it('holds the run as data', async () => {
    const trace = await runEngine({ handlers: [], publish: [['a', '<b>&amp;$& \u2028']] })
    const [, data] = /id="trace">(.*?)<\/script>/s.exec(timelineHtml(trace, page))!
    assert.deepEqual(decodeTrace(JSON.parse(data!) as TraceFile).events, trace.events)
  })

  it('forbids itself the network and code that it did not bring', async () => {
    const html = timelineHtml(await runEngine({ handlers: [] }), page)
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html)!
    assert.match(policy!, /^default-src 'none'; script-src '(nonce|sha256)-[\w+/=-]+'; style-src '(nonce|sha256)-[\w+/=-]+'/)
    assert.doesNotMatch(policy!, /unsafe|https?:|\*/)
  })
})
