import type { Flow, FlowEdge, FlowNode } from './flow'
import { oneLine } from '../words/oneLine'
import { neighbours } from './neighbours'
import { tellEdge } from './tellEdge'
import { tellNode } from './tellNode'

/** The graph as a Mermaid flowchart with the shapes and words of the picture. No text of it can become syntax. */
export function renderMermaid({ nodes, edges }: Flow): string {
  const ids = new Map([...nodes.keys()].map((id, index) => [id, `n${index}`]))
  const ways = neighbours(edges.values())
  const nameOf = (id: string): string => nodes.get(id)!.name
  return [
    'flowchart LR',
    ...[...nodes.values()].map((node) => `  ${ids.get(node.id)!}${boxOf(node, tellNode(node, ways, nameOf).subtitle)}`),
    ...[...edges.values()].map((edge) => `  ${ids.get(edge.from)!} ${arrowOf(edge)} ${ids.get(edge.to)!}`),
  ].join('\n')
}

function boxOf({ kind, name }: FlowNode, subtitle: string): string {
  const text = kind === 'file' ? escape(name) : `${escape(name)}<br>${escape(subtitle)}`
  switch (kind) {
    case 'event':
      return `(["${text}"])`
    case 'pattern':
      return `{{"${text}"}}`
    case 'function':
    case 'file':
      return `["${text}"]`
    default:
      return `>"${text}"]`
  }
}

function arrowOf(edge: FlowEdge): string {
  const { text } = tellEdge(edge, '', '')
  const label = text === '' ? '' : `|"${escape(text)}"|`
  if (edge.isMatch) return `-.->${label}`
  return edge.isInCycle ? `==>${label}` : `-->${label}`
}

/** Text inside a Mermaid string: all but the plainest characters by number, so that none is syntax. */
function escape(text: string): string {
  return oneLine(text).replace(/[^\p{L}\p{N} ._:/-]/gu, (character) => `#${character.codePointAt(0)!};`)
}
