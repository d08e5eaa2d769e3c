import assert from 'node:assert/strict'
import { buildFlow } from '../../../src/flow/buildFlow'
import { layoutPiece } from '../../../src/flow/layoutPiece'
import { placeFlow, type Drawing } from '../../../src/flow/placeFlow'
import { renderSvg } from '../../../src/flow/renderSvg'
import { generatedGraph } from '../../support/generatedGraph'
import { graphOf, handler, publisher } from '../host/graphOf'

async function drawn(graph: Parameters<typeof buildFlow>[0]): Promise<Drawing> {
  const flow = buildFlow(graph)
  return placeFlow(flow, flow, (piece) => Promise.resolve(layoutPiece(piece)))
}

describe('the picture of a graph', () => {
  it('is the same every time', async () => {
    const graph = generatedGraph(60, 5)
    assert.equal(renderSvg(await drawn(graph), 'x'), renderSvg(await drawn(graph), 'x'))
  })

  it('has no two boxes on one place, and all inside of its edges', async () => {
    const { nodes, width, height } = await drawn(generatedGraph(200, 12))
    for (const [index, a] of nodes.entries()) {
      assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height, a.id)
      for (const b of nodes.slice(index + 1)) {
        const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
        assert.ok(isApart, `${a.id} and ${b.id} overlap`)
      }
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
