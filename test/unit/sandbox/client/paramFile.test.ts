import assert from 'node:assert/strict'
import { readParamFile } from '../../../../src/sandbox/client/paramFile'
import { UserError } from '../../../../src/model/userError'

describe('the parameters of a file', () => {
  it('are the lines KEY=VALUE, with quotes and remarks', () => {
    const text = `# mail\nMAIL_FROM=a@b.c\nexport KEY="x y"\nEMPTY=\nRSA="-----BEGIN\\n-----END"\n\nMAIL.KEY = 'k' # of a group\n`
    assert.deepEqual(readParamFile(text, '.env'), {
      ...{ MAIL_FROM: 'a@b.c', KEY: 'x y', EMPTY: '', RSA: '-----BEGIN\n-----END', 'MAIL.KEY': 'k' },
    })
  })

  it('are none in an empty file', () => assert.deepEqual(readParamFile('', '.env'), {}))

  it('are refused with the line that is none', () => {
    assert.throws(
      () => readParamFile('A=1\nno parameter\nB=2', 'my.env'),
      (error) =>
        error instanceof UserError && error.message === 'my.env: "no parameter" is no parameter. Write KEY=VALUE, or # before a remark.',
    )
  })
})
