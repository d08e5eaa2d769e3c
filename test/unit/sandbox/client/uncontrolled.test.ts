import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { firstDifference } from '../../../../src/report/firstDifference'
import { tellDifference } from '../../../../src/report/tellDifference'
import { handler, logsOf, publishing, runApp } from '../../../support/runApp'

const pem = (pair: { privateKey: KeyObject }): string => JSON.stringify(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
const keys = `const rsa = ${pem(generateKeyPairSync('rsa', { modulusLength: 2048 }))}, ec = ${pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }))}, imported = () => crypto.webcrypto.subtle.importKey('pkcs8', crypto.createPrivateKey(ec).export({ type: 'pkcs8', format: 'der' }), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])`
const imports = `import fs from 'node:fs'\nimport os from 'node:os'\nimport vm from 'node:vm'\nimport crypto from 'node:crypto'; ${keys}`

/** What a run says that it does not control, each with its line; the handler's first line is 7. */
async function gauge(body: string): Promise<(string | number | undefined)[][]> {
  const { end } = await runApp(handler(body, imports), publishing('a'))
  return end.notSimulated.filter(({ how }) => how === 'uncontrolled').map(({ what, target, site }) => [what, target, site?.line])
}

describe('what a run does not control', () => {
  const calls: [call: string, what: string, target?: string][] = [
    ['process.memoryUsage()', 'process.memoryUsage'],
    ['process.memoryUsage.rss()', 'process.memoryUsage.rss'],
    ['process.cpuUsage()', 'process.cpuUsage'],
    ['process.availableMemory()', 'process.availableMemory'],
    ['process.report.getReport()', 'process.report.getReport'],
    ['performance.eventLoopUtilization()', 'performance.eventLoopUtilization'],
    ['os.tmpdir()', 'os.tmpdir'],
    ['os.networkInterfaces()', 'os.networkInterfaces'],
    [`fs.mkdtempSync(process.env.TMPDIR + '/x-')`, 'fs.mkdtempSync', '/tmp/x-'],
    [`vm.runInNewContext('Date.now()')`, 'vm.runInNewContext', 'Date.now()'],
    [`new vm.Script('Date.now()').runInNewContext()`, 'vm.Script.runInNewContext'],
    [`crypto.sign('sha256', Buffer.from('x'), ec)`, 'crypto.sign', 'sha256'],
    [
      `crypto.createSign('sha256').update('x').sign({ key: crypto.createPrivateKey(rsa), padding: crypto.constants.RSA_PKCS1_PSS_PADDING })`,
      'crypto.Sign.sign',
    ],
    [`crypto.createSign('sha256').update('x').sign(ec)`, 'crypto.Sign.sign'],
    [`crypto.publicEncrypt(rsa, Buffer.from('x'))`, 'crypto.publicEncrypt'],
    [`crypto.getDiffieHellman('modp1').generateKeys()`, 'crypto.DiffieHellmanGroup.generateKeys'],
    [`crypto.createECDH('prime256v1').generateKeys()`, 'crypto.ECDH.generateKeys'],
    [`await crypto.webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, await imported(), Buffer.from('x'))`, 'crypto.subtle.sign'],
    [`fs.readFileSync('/proc/uptime')`, 'fs.readFileSync', '/proc/uptime'],
    ['new WeakRef({}).deref()', 'WeakRef.deref'],
    ['new FinalizationRegistry(() => undefined).register({}, 1)', 'FinalizationRegistry.register'],
    [`crypto.generateKeyPairSync('ed25519')`, 'crypto.generateKeyPairSync', 'ed25519'],
    [`await crypto.webcrypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt'])`, 'crypto.subtle.generateKey'],
  ]
  for (const [call, what, target = ''] of calls) {
    it(`names ${what} with its line`, async () => assert.deepEqual(await gauge(call), [[what, target, 7]]))
  }

  it('names real work that is begun at once, and not work of which one waits for the other', async () => {
    assert.deepEqual(await gauge(`await Promise.all(['index.ts', 'index.ts'].map((file) => fs.promises.readFile(file)))`), [
      ['the order of work begun at once', '', 7],
    ])
    assert.deepEqual(await gauge(`await fs.promises.readFile('index.ts'); await fs.promises.readFile('index.ts')`), [])
    assert.deepEqual(await gauge(`await fs.promises.cp('index.ts', 'copy.ts')`), [])
  })

  it('is none of what stands still in every run', async () => {
    const still = `console.log(crypto.createSign('sha256').update('x').sign(rsa, 'hex'), process.pid, process.ppid, process.uptime(), os.hostname(), os.cpus().map((cpu) => cpu.times.user).join(), os.freemem() === os.totalmem(), os.loadavg().join(), os.uptime())`
    const run = () => runApp(handler(still, imports), publishing('a'))
    const [one, again] = [await run(), await run()]
    assert.equal(firstDifference(one, again), null)
    // Both have one parent, so that alone would not tell.
    assert.match(logsOf(one)[0]!, / 1 1 0.1 ampt /)
    assert.deepEqual(one.end.notSimulated, [])
  })

  it('stands beside the first difference of two equal runs', async () => {
    const app = handler('console.log(process.memoryUsage.rss() + process.hrtime()[0], process.resourceUsage().maxRSS)', imports)
    const [one, again] = [await runApp(app, publishing('a')), await runApp(app, publishing('a'))]
    const difference = firstDifference(one, again)
    assert.equal(difference?.step, 'a#1, delivery 1, attempt 1')
    assert.deepEqual(tellDifference(difference, one).slice(2), [
      '  Not controlled by the simulator:',
      '    process.memoryUsage.rss (index.ts:7)',
      '    process.resourceUsage (index.ts:7)',
    ])
  })
})
