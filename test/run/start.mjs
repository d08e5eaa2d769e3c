// The main job on the sample app, as a user would do it: its event graph, then a checkout in which one handler keeps failing.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))

const order = {
  orderId: 'A-1001',
  customer: 'ada@example.com',
  card: { number: '4000 0000 0000 0069', expires: '2020-01' },
  lines: [{ sku: 'mug', quantity: 2 }],
}

console.log('\n$ ampt-events graph test/workspaces/shop\n')
ampt('graph', 'test/workspaces/shop')

console.log('\n$ ampt-events simulate test/workspaces/shop --request "POST /shop/checkout" --body … --duplicates 1 --html timeline.html\n')
const checkout = ['--request', 'POST /shop/checkout', '--body', JSON.stringify(order)]
const code = ampt('simulate', 'test/workspaces/shop', ...checkout, '--duplicates', '1', '--html', 'timeline.html')

console.log(`\nThe same as a page: timeline.html (exit code ${code}: an event was dropped, which is what a CI job wants to know).`)
console.log('In VS Code: npm run vscode, then click "Simulate publish" above a publish, or "Simulate" above a handler.')
console.log(
  'On your own app: node dist/cli.js graph ../your-app, then node dist/cli.js simulate ../your-app --publish NAME --body \'{"id":1}\'',
)

function ampt(...args) {
  const { status } = spawnSync(process.execPath, ['dist/cli.js', ...args], { stdio: 'inherit' })
  // 1 says that an event was dropped, which this sample does; anything above is a failure of ours.
  if (status === null || status > 1) process.exit(status ?? 1)
  return status
}
