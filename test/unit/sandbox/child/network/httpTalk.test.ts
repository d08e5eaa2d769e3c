import assert from 'node:assert/strict'
import { HttpTalk } from '../../../../../src/sandbox/child/network/httpTalk'

/** Whether the last request is open still, behind each write of one or more pieces. */
function after(...writes: readonly (string | readonly string[])[]): boolean[] {
  const talk = new HttpTalk()
  return writes.map((write) => {
    for (const piece of [write].flat()) talk.sent(Buffer.from(piece))
    return talk.isInRequest
  })
}

describe('what is written of HTTP', () => {
  it('is nothing whole before the first request', () => {
    assert.equal(new HttpTalk().isInRequest, true)
  })

  it('is whole behind the head of a request without a body', () => {
    assert.deepEqual(after('GET / HTTP/1.1\r\nhost: a\r\n\r\n', 'GET / HTTP/1.1\r\n', 'host: a\r\n\r\n'), [false, true, false])
  })

  it('is whole with the last byte that its head announced', () => {
    const head = 'POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n'
    assert.deepEqual(after(head, 'ab', 'cde', head + 'abcde', [head, 'abcd'], 'e'), [true, true, false, false, true, false])
  })

  it('is whole with the chunk of no bytes, which is none inside of another', () => {
    const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'
    const like = '\r\n0\r\n\r\n'
    assert.deepEqual(after(head, ['7\r\n', like, '\r\n'], '0\r\n\r\n', [head, '0\r\n\r\n']), [true, true, false, false])
  })

  it('is whole with the fields behind the last chunk, where it has such', () => {
    const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTrailer: sum\r\n\r\n'
    assert.deepEqual(after(head, ['3\r\n', 'abc', '\r\n'], '0\r\nsum: 1\r\n', '\r\n', 'GET / HTTP/1.1\r\n\r\n'), [
      true,
      true,
      true,
      false,
      false,
    ])
  })

  it('is the host to answer where it asks whether to go on', () => {
    const head = 'POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n'
    assert.deepEqual(after([head, ''], 'abc', 'de'), [false, true, false])
  })

  it('is nothing to wait for the rest of where it is none of HTTP/1', () => {
    assert.deepEqual(after('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET / HTTP/1.1'), [false, false])
    assert.deepEqual(after('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n', 'GET / HTTP/1.1'), [false, false])
    assert.deepEqual(after('CONNECT a:443 HTTP/1.1\r\n\r\n', '\x16\x03\x01'), [false, false])
  })
})
