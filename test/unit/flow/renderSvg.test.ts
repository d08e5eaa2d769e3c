import assert from 'node:assert/strict'
import { buildFlow } from '../../../src/flow/buildFlow'
import { layoutPiece } from '../../../src/flow/layoutPiece'
import { placeFlow, type Drawing } from '../../../src/flow/placeFlow'
import { renderSvg } from '../../../src/flow/renderSvg'
import { generatedGraph } from '../../support/generatedGraph'
import { graphOf, handler, publisher } from '../host/graphOf'

async function drawn(graph: Parameters<typeof buildFlow>[0], isDown = false): Promise<Drawing> {
  const flow = buildFlow(graph)
  return placeFlow(flow, flow, isDown, (piece) => Promise.resolve(layoutPiece(piece)))
}

describe('the picture of a graph', () => {
  it('is the same every time', async () => {
    const graph = generatedGraph(60, 5)
    assert.equal(renderSvg(await drawn(graph), 'x'), renderSvg(await drawn(graph), 'x'))
  })

  for (const isDown of [false, true]) {
    it(`has no two boxes on one place, and all inside of its edges, ${isDown ? 'from top to bottom' : 'from left to right'}`, async () => {
      const { nodes, width, height } = await drawn(generatedGraph(200, 12), isDown)
      for (const [index, a] of nodes.entries()) {
        assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height, a.id)
        for (const b of nodes.slice(index + 1)) {
          const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
          assert.ok(isApart, `${a.id} and ${b.id} overlap`)
        }
      }
    })
  }

  it('leads a line from the bottom of a box to the top of the next where it goes down', async () => {
    const { nodes, edges } = await drawn(generatedGraph(60, 5), true)
    const placed = new Map(nodes.map((node) => [node.id, node]))
    const onward = edges.filter(({ from, to }) => placed.get(from)!.y < placed.get(to)!.y)
    assert.ok(onward.length > 20)
    for (const { from, to, path } of onward) {
      const [a, b] = [placed.get(from)!, placed.get(to)!]
      const [x1, y1, ...rest] = path.match(/-?[\d.]+/g)!.map(Number)
      assert.deepEqual([x1, y1, ...rest.slice(-2)], [a.x + a.width / 2, a.y + a.height, b.x + b.width / 2, b.y])
    }
  })

  it('holds hostile names as text', async () => {
    const name = '</text><script>alert(1)</script>&"\''
    const events = [{ name, publishers: [publisher({ file: name })], handlers: [handler({ file: name })] }]
    const text = renderSvg(await drawn(graphOf({ events })), name)
    assert.doesNotMatch(text, /<script|<\/text><s/)
    assert.match(text, /&#60;\/text&#62;&#60;script&#62;/)
  })
})
