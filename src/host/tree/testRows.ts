import { place } from '../../words/place'
import type { TestSite } from '../../model/graph'
import { count } from '../count'
import { handlerIcon, publisherIcon } from './eventRow'
import { siteIds, treeNode, type TreeNode } from './treeNode'

/** The test files that call the SDK, each with its calls. */
export function testRows(tests: readonly TestSite[]): TreeNode[] {
  return [...new Set(tests.map(({ file }) => file))].map((file) => {
    const sites = tests.filter((site) => site.file === file)
    return treeNode(file, file, {
      icon: 'file-code',
      description: String(sites.length),
      tooltip: `${file}: ${count(sites.length, 'call')}.`,
      children: () => {
        const idOf = siteIds('test', sites)
        return sites.map((site) => callRow(idOf(site), site))
      },
    })
  })
}

function callRow(id: string, site: TestSite): TreeNode {
  const name = site.event ?? 'a computed name'
  return treeNode(id, name, {
    icon: site.kind === 'publish' ? publisherIcon : handlerIcon,
    description: `${site.kind} · line ${site.line}`,
    tooltip: `${site.kind} of ${name} at ${place(site)}, in a test: no part of the app.`,
    site,
  })
}
