import assert from 'node:assert/strict'
import { beginsPostgresTalk, PostgresTalk } from '../../../../../src/sandbox/child/network/postgresTalk'

/** Messages such as `Z:I`: a letter, and its text. */
function messages(...told: string[]): Buffer {
  return Buffer.concat(
    told.map((one) => {
      const [type = '', text = ''] = one.split(':')
      const bytes = Buffer.alloc(5 + text.length)
      bytes.write(type)
      bytes.writeUInt32BE(4 + text.length, 1)
      bytes.write(text, 5, 'latin1')
      return bytes
    }),
  )
}

/** Whether a reply is awaited after each exchange: `> ` is sent, `< ` comes. */
function awaitedAfter(...exchange: string[]): boolean[] {
  const talk = new PostgresTalk()
  return exchange.map((line) => {
    const [way, ...told] = line.split(' ')
    if (way === '>') talk.sent(messages(...told))
    else talk.received(messages(...told))
    return talk.isReplyAwaited
  })
}

const signedIn = '< R:\0\0\0\0 S:x Z:I'

describe('a talk with PostgreSQL', () => {
  it('begins with a version, which no other message does', () => {
    const startup = Buffer.from([0, 0, 0, 14, 0, 3, 0, 0, ...Buffer.from('user\0\0')])
    const forTls = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
    assert.deepEqual([startup, forTls, messages('Q:select 1'), Buffer.from('GET / HTTP/1.1')].map(beginsPostgresTalk), [
      true,
      false,
      false,
      false,
    ])
  })

  it('awaits a reply until the server is ready, for each query that was sent', () => {
    assert.deepEqual(awaitedAfter(signedIn, '> Q:a Q:b', '< T D D C:SELECT', '< Z:I', '< E:no Z:I'), [false, true, true, true, false])
    assert.deepEqual(awaitedAfter(signedIn, '> P B D E S', '< 1 2 T D C:SELECT', '< Z:I'), [false, true, true, false])
  })

  it('awaits no reply while a password or the rows of a copy are to come', () => {
    assert.deepEqual(awaitedAfter('< R:\0\0\0\x0a', '> p:x', '< R:\0\0\0\x0b', '> p:x', '< R:\0\0\0\x0c R:\0\0\0\0', '< Z:I'), [
      ...[false, true, false, true, true, false],
    ])
    assert.deepEqual(awaitedAfter(signedIn, '> Q:copy', '< G', '> d:1 d:2', '> c', '< C:COPY Z:I'), [
      ...[false, true, false, false, true, false],
    ])
  })

  it('awaits of a flush what the message before it asks for, or an error', () => {
    assert.deepEqual(awaitedAfter(signedIn, '> P D H', '< 1 t', '< T', '> B E H', '< 2 D', '< s'), [
      ...[false, true, true, false, true, true, false],
    ])
    assert.deepEqual(awaitedAfter(signedIn, '> P D H', '< E:no', '> S', '< Z:I'), [false, true, false, true, false])
  })

  it('is read from pieces cut anywhere', () => {
    const talk = new PostgresTalk()
    const all = messages('R:\0\0\0\0', `D:${'Z'.repeat(50)}`, 'C:LISTEN\0', 'Z:T')
    for (const byte of all.subarray(0, -1)) talk.received(Buffer.of(byte))
    assert.deepEqual([talk.isReplyAwaited, talk.isListening, talk.isInTransaction], [true, true, false])
    talk.received(all.subarray(-1))
    assert.deepEqual([talk.isReplyAwaited, talk.isInTransaction], [false, true])
    talk.sent(messages('Q:select 1'))
    assert.deepEqual([talk.isReplyAwaited, talk.isInTransaction], [true, false])
  })
})
