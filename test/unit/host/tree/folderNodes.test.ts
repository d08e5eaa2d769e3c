import assert from 'node:assert/strict'
import { folderNodes } from '../../../../src/host/tree/folderNodes'
import { treeNode } from '../../../../src/host/tree/treeNode'

describe('folders in the tree', () => {
  const event = treeNode('event a', 'a', { kind: 'event' })
  const tree = (name: string, path: string, nodes = [event]) => ({ folder: `file://${path}`, name, path, nodes })

  it('have no row where only one has events', () => {
    assert.deepEqual(folderNodes([tree('app', '/x/app'), tree('docs', '/x/docs', [])]), [{ folder: 'file:///x/app', node: event }])
  })

  it('of one name are told apart by their paths', () => {
    const rows = folderNodes([tree('app', '/x/app'), tree('app', '/y/app'), tree('web', '/x/web')])
    assert.deepEqual(
      rows.map(({ node }) => `${node.label}: ${node.description}`),
      ['app: 1 event · /x', 'app: 1 event · /y', 'web: 1 event'],
    )
  })
})
