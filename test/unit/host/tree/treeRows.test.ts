import assert from 'node:assert/strict'
import { TreeRows, type Row } from '../../../../src/host/tree/treeRows'
import { treeNode, type TreeNode } from '../../../../src/host/tree/treeNode'

describe('rows over readings of the graph', () => {
  it('stay the same objects, and only those that look different are refreshed', () => {
    const rows = opened([event('a', leaf('1')), event('b', leaf('1'), leaf('2'))])
    const [a, b] = rows.roots as [Row, Row]
    const changed = rows.update(rooted([event('a', leaf('1')), event('b', leaf('1'), leaf('2', 'moved'))]))
    assert.deepEqual(
      changed?.map(({ id }) => id),
      [b.children![1]!.id],
    )
    assert.deepEqual(rows.roots, [a, b])
    assert.equal(b.children![1]!.node.description, 'moved')
  })

  it('are refreshed from above where rows come or go, and those that stay keep their identity', () => {
    const rows = opened([event('a', leaf('1'), leaf('2'))])
    const [a] = rows.roots as [Row]
    const second = a.children![1]
    assert.deepEqual(rows.update(rooted([event('a', leaf('0'), leaf('2'))])), [a])
    assert.equal(rows.childrenOf(a)[1], second)
  })

  it('are all asked for again when the top changes', () => {
    const rows = opened([event('a')])
    assert.equal(rows.update(rooted([event('a'), event('b')])), null)
    assert.equal(rows.roots.length, 2)
  })

  it('are not worked out before they are opened', () => {
    const rows = new TreeRows()
    const never = treeNode('a', 'a', { children: () => assert.fail('opened') })
    rows.update(rooted([never]))
    assert.deepEqual(rows.update(rooted([{ ...never }])), [])
  })

  it('are looked for again beneath a node that is the same object', () => {
    let last = '1'
    const node = treeNode('a', 'a', { children: () => [leaf(last)] })
    const rows = opened([node])
    last = '2'
    const [a] = rows.roots as [Row]
    assert.deepEqual(rows.update(rooted([node])), [a])
    assert.equal(rows.childrenOf(a)[0]!.node.id, '2')
  })

  it('keep the id of an event in and out of its group', () => {
    const rows = new TreeRows()
    rows.update(rooted([event('a')]))
    const { id } = rows.rowOf('a', null)!
    rows.update(rooted([treeNode('group', 'group', { kind: 'group', children: () => [event('a')] })]))
    assert.equal(rows.rowOf('a', null)!.id, id)
    assert.equal(rows.rowOf('a', 'file:///app')!.parent!.node.label, 'group')
    assert.equal(rows.rowOf('a', 'file:///other'), null)
  })
})

function opened(nodes: readonly TreeNode[]) {
  const rows = new TreeRows()
  rows.update(rooted(nodes))
  for (const row of rows.roots) rows.childrenOf(row)
  return rows
}

function rooted(nodes: readonly TreeNode[]) {
  return nodes.map((node) => ({ folder: 'file:///app', node }))
}

function event(name: string, ...children: readonly TreeNode[]): TreeNode {
  return treeNode(`event ${name}`, name, { kind: 'event', event: { name, publishers: 1, handlers: 1 }, children: () => children })
}

function leaf(id: string, description = ''): TreeNode {
  return treeNode(id, id, { description })
}
