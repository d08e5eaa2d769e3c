import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSimulateArguments } from '../../../src/cli/simulateArguments'
import { UserError } from '../../../src/model/userError'
import { inFolder } from '../../support/inFolder'

const read = (...args: string[]) => readSimulateArguments(args, '/apps')

describe('readSimulateArguments', () => {
  it('gives body and after to the publish before them', () => {
    const { scenario } = read(
      'shop',
      '--publish',
      'a',
      '--body',
      '{"x":1}',
      '--publish',
      'b',
      '--after',
      '1 day',
      '--request',
      'post /c',
      '--body',
      '2',
    )
    assert.deepEqual(scenario.steps, [
      { kind: 'publish', atMs: 0, name: 'a', body: { x: 1 } },
      { kind: 'publish', atMs: 0, name: 'b', body: {}, after: '1 day' },
      { kind: 'request', atMs: 0, method: 'POST', path: '/c', body: 2 },
    ])
  })

  it('gives headers to the request before them, by name in small letters', () => {
    const { steps } = read(
      '--request',
      'GET /a',
      '--header',
      'Authorization: Bearer a:b',
      '--header',
      'x-two:2',
      '--request',
      'GET /b',
    ).scenario
    assert.deepEqual(steps, [
      { kind: 'request', atMs: 0, method: 'GET', path: '/a', headers: { authorization: 'Bearer a:b', 'x-two': '2' } },
      { kind: 'request', atMs: 0, method: 'GET', path: '/b' },
    ])
  })

  it('reads parameters from a file in the form of .env, over which --param wins', () =>
    inFolder({ 'my.env': 'A=1\nB="two"\n' }, (folder) => {
      const { scenario } = readSimulateArguments(['--publish', 'a', '--param', 'A=3', '--param-file', 'my.env'], folder)
      assert.deepEqual(scenario.params, { A: '3', B: 'two' })
      assert.throws(() => readSimulateArguments(['--publish', 'a', '--param-file', 'none'], folder), /none could not be read: ENOENT/)
    }))

  it('takes any text for the body of a request whose type is given, before or behind it', () => {
    const form = ['--request', 'POST /a', '--header', 'content-type: application/x-www-form-urlencoded', '--body', 'a=b']
    const text = ['--request', 'POST /b', '--body', '{"a":', '--header', 'Content-Type: application/json']
    const bodies = read(...form, ...text).scenario.steps.map((step) => (step as { body: unknown }).body)
    assert.deepEqual(bodies, ['a=b', '{"a":'])
  })

  it('reads files behind a byte order mark, as PowerShell writes it', () =>
    inFolder({ 'body.json': '\uFEFF{"id":1}' }, (folder) => {
      const [step] = readSimulateArguments(['--publish', 'a', '--body', '@body.json'], folder).scenario.steps
      assert.deepEqual((step as { body: unknown }).body, { id: 1 })
    }))

  it('refuses a file that is no text, in place of sending other bytes than it has', () =>
    inFolder({}, (folder) => {
      writeFileSync(join(folder, 'photo.png'), Buffer.from([0x89, 0x50, 0xff]))
      const asked = ['--request', 'POST /a', '--header', 'content-type: image/png', '--body', '@photo.png']
      assert.throws(() => readSimulateArguments(asked, folder), /photo\.png is no text in UTF-8/)
    }))

  it('reads a number in --after as ms', () =>
    assert.equal((read('--publish', 'a', '--after', '5000').scenario.steps[0] as { after: unknown }).after, 5000))

  it('takes the folder from where it is called, which is the default', () => {
    assert.equal(read('shop', '--publish', 'a').folder, '/apps/shop')
    assert.equal(read('--publish', 'a').folder, '/apps')
  })

  it('lets the app have what is named of the environment, and hardens it', () => {
    process.env['AMPT_EVENTS_TEST'] = 'own'
    const { env, isHardened } = read('--publish', 'a', '--env', 'AMPT_EVENTS_TEST', '--env', 'GIVEN=a=b', '--hardened').scenario
    assert.deepEqual([env, isHardened], [{ AMPT_EVENTS_TEST: 'own', GIVEN: 'a=b' }, true])
    assert.throws(() => read('--publish', 'a', '--env', 'AMPT_EVENTS_MISSING'), /--env AMPT_EVENTS_MISSING is not set here/)
  })

  it('reads chance, time and world', () => {
    const { scenario } = read(
      ...['--publish', 'a', '--seed', '7', '--duplicates', '0.5', '--reorder', '1 minute', '--lateness', '5s', '--concurrency', '3'],
      ...['--until', '14 days', '--start', '2024-02-29T00:00:00.000Z', '--tz', 'Europe/Berlin', '--contract', 'sdk', '--net', 'stub'],
      ...['--allow-net', 'localhost', '--param', 'KEY=a=b', '--param', 'EMPTY='],
    )
    const { seed, duplicates, reorderMs, latenessMs, concurrency, untilMs, start, timeZone, contract, network, allowedHosts, params } =
      scenario
    assert.deepEqual([seed, duplicates, reorderMs, latenessMs, concurrency], [7, 0.5, 60_000, 5000, 3])
    assert.deepEqual([untilMs, start, timeZone], [14 * 86_400_000, Date.UTC(2024, 1, 29), 'Europe/Berlin'])
    assert.deepEqual([contract, network, allowedHosts, params], ['sdk', 'stub', ['localhost'], { KEY: 'a=b', EMPTY: '' }])
  })

  it('reads injected failures: ranges, lists, one event of a name, every attempt', () => {
    const { injections } = read(
      '--publish',
      'a',
      '--fail',
      'a@1-3',
      '--fail',
      'a#2@*',
      '--fail',
      'custom:b@1,4-5',
      '--fail',
      'user@b@2',
    ).scenario
    assert.deepEqual(injections, [
      { event: 'a', ordinal: null, attempts: [[1, 3]] },
      { event: 'a', ordinal: 2, attempts: [[1, Infinity]] },
      {
        event: 'b',
        ordinal: null,
        attempts: [
          [1, 1],
          [4, 5],
        ],
      },
      { event: 'user@b', ordinal: null, attempts: [[2, 2]] },
    ])
  })

  const wrong: [string[], RegExp][] = [
    [[], /Nothing to simulate: name an event with --publish NAME/],
    [['--publish', 'a', '--body', '{x}'], /--body is not JSON: .*Quote it for the shell/],
    [['--publish', 'a', '--body', '@nowhere.json'], /file \/apps\/nowhere\.json could not be read: ENOENT/],
    [['--body', '{}', '--publish', 'a'], /--body stands before any --publish/],
    [['--publish', 'a', '--body', '1', '--body', '2'], /--body stands twice behind one --publish\. Leave one out\./],
    [['--publish', 'a', '--after', '1 day', '--after', '1'], /--after stands twice behind one --publish/],
    [['--request', 'POST /a', '--body', '1', '--body', '2'], /--body stands twice behind one --request/],
    [['--scenario', 'a.json', '--scenario', 'b.json'], /^--scenario takes one value, and was given several\. Leave one\.$/],
    [['--publish', 'a', '--seed', 'x'], /--seed "x" is not a whole number/],
    [['--publish', 'a', '--duplicates', '2'], /--duplicates "2" is not a probability/],
    [['--publish', 'a', '--duplicates', ''], /--duplicates "" is not a probability/],
    [['--publish', 'a', '--body', `@${__filename}`], /simulateArguments\.test\.ts is not JSON: .*is not valid JSON\.$/],
    [['--publish', 'a', '--until', 'soon'], /--until "soon" is not a duration/],
    [['--publish', 'a', '--lateness', '100000000 days'], /--lateness "100000000 days" is more than ten years/],
    [['--publish', 'a', '--tz', 'Mars/Base'], /--tz "Mars\/Base" is not a time zone/],
    [['--publish', 'a', '--fail', 'a'], /--fail "a" is not understood\. .*write EVENT@1/],
    [['--publish', 'a', '--fail', 'a#0@1'], /--fail "a#0@1" is not understood\. Events and attempts count from 1/],
    [['--publish', 'a', '--fail', 'a@0'], /--fail "a@0" is not understood/],
    [['--publish', 'a', '--fail', 'a@5-2'], /--fail "a@5-2" is not understood/],
    [['--publish', 'a', '--json', '--ndjson'], /One form is printed at a time, but --json and --ndjson were named/],
    [['--publish', 'a', '--net', 'maybe'], /--net "maybe" is not one of deny, stub, allow/],
    [['--publish', 'a', '--param', 'KEY'], /Write --param KEY=VALUE/],
    [['--publish', 'a', '--header', 'x: 1'], /--header stands behind no --request/],
    [['--request', 'GET /', '--header', 'x y: 1'], /Write --header "Name: value"/],
    [['--request', 'GET /', '--header', 'x'], /Write --header "Name: value"/],
    [['--request', 'users'], /Write a method and a path/],
    [['--publish', 'a', '--sed', '1'], /Unknown option '--sed'/],
    ...['http://127.0.0.1', '127.0.0.1:80', 'x.test/', '*.test', ''].map((host): [string[], RegExp] => [
      ['--publish', 'a', '--allow-net', host],
      /--allow-net ".*" is no host\. Write its name or address alone/,
    ]),
    [['--publish', 'a', '--start', 'x'], /--start "x" is no date from 1970 to 9998/],
  ]
  for (const [args, message] of wrong) {
    it(`says in one line what is wrong with: ${args.join(' ') || 'nothing'}`, () =>
      assert.throws(
        () => read(...args),
        (error) => error instanceof UserError && message.test(error.message) && !error.message.includes('\n'),
      ))
  }

  it('replays with seed, instances and concurrency of a schedule, over those of a scenario file, unless options say otherwise', () => {
    const files = {
      'a.json': '{ "version": 1, "seed": 5, "publish": [{ "name": "a" }] }',
      's.json': '{ "version": 1, "seed": 7, "instances": 2, "concurrency": 3, "choices": {} }',
    }
    return inFolder(files, (folder) => {
      const settings = (...args: string[]): number[] => {
        const { scenario } = readSimulateArguments(['--scenario', 'a.json', '--schedule', 's.json', ...args], folder)
        return [scenario.seed, scenario.instances, scenario.concurrency]
      }
      assert.deepEqual(settings(), [7, 2, 3])
      assert.deepEqual(settings('--seed', '1', '--instances', '4', '--concurrency', '6'), [1, 4, 6])
    })
  })

  it('adds to a scenario file and overrules its seed', () => {
    const file = { version: 1, seed: 3, publish: [{ at: '1 minute', name: 'a', body: 1 }], expect: { dropped: 0 } }
    return inFolder({ 'a.events.json': JSON.stringify(file) }, (folder) => {
      const { scenario, expect } = readSimulateArguments(['--scenario', 'a.events.json', '--publish', 'b', '--seed', '4'], folder)
      assert.deepEqual(
        scenario.steps.map(({ atMs }) => atMs),
        [60_000, 0],
      )
      assert.deepEqual([scenario.seed, expect], [4, { dropped: 0 }])
    })
  })
})
