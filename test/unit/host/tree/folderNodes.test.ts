import assert from 'node:assert/strict'
import { folderNodes } from '../../../../src/host/tree/folderNodes'
import { treeNode } from '../../../../src/host/tree/treeNode'

describe('folders in the tree', () => {
  const event = treeNode('event a', 'a', { kind: 'event' })
  const tree = (name: string, path: string, nodes = [event]) => ({ folder: `file://${path}`, name, path, nodes })

  it('have no row where only one has events', () => {
    assert.deepEqual(folderNodes([tree('app', '/x/app'), tree('docs', '/x/docs', [])]), [{ folder: 'file:///x/app', node: event }])
  })

  it('of one name are told apart by the ends of their paths', () => {
    const told = (...trees: ReturnType<typeof tree>[]): string[] =>
      folderNodes(trees).map(({ node }) => `${node.label}: ${node.description}`)
    assert.deepEqual(told(tree('app', '/a/x/b/app'), tree('app', '/a/y/b/app')), ['app: x/b · 1 event', 'app: y/b · 1 event'])
    assert.deepEqual(told(tree('app', '/x/app'), tree('app', '/y/app'), tree('web', '/x/web')), [
      'app: x · 1 event',
      'app: y · 1 event',
      'web: 1 event',
    ])
  })
})
