import { formatNumber } from '../../src/words/number'
import type { Place, PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { button, iconButton } from '../common/button'
import { element } from '../common/element'

export interface Details {
  readonly element: HTMLElement
  showNode(node: PlacedNode): void
  showEdge(edge: PlacedEdge): void
  hide(): void
  /** Brings the keyboard to the first place. */
  enter(): void
}

export interface DetailActions {
  readonly node: (id: string) => PlacedNode | undefined
  readonly edges: () => Iterable<PlacedEdge>
  /** The node that the drawing is around; null for all. */
  readonly middle: () => string | null
  readonly open: (of: 'node' | 'edge', id: string, place: number) => void
  readonly focus: (node: string) => void
  readonly simulate: (node: string) => void
  readonly select: (what: { readonly of: 'node' | 'edge'; readonly id: string }) => void
  readonly close: () => void
}

/** The strip below the drawing: where the code of what is selected is, and what it hangs together with. */
export function createDetails({ node, edges, middle, open, focus, simulate, select, close }: DetailActions): Details {
  const strip = element('section', { class: 'details', 'aria-label': 'Details', hidden: '' })
  strip.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  })

  function show(title: string, subtitle: string, actions: readonly HTMLElement[], parts: readonly (HTMLElement | null)[]): void {
    const heading = element('h2', {}, title, element('span', { class: 'quiet' }, subtitle))
    const away = iconButton('close', 'Close details', close)
    // Told anew after each refresh: the keyboard stays where it was.
    const held = strip.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['key'] : undefined
    strip.replaceChildren(
      element('div', { class: 'heading' }, heading, ...actions, away),
      element('div', { class: 'parts' }, ...parts.filter((part) => part !== null)),
    )
    strip.hidden = false
    if (held === undefined) return
    const all = [...strip.querySelectorAll<HTMLElement>('[data-key]')]
    // What was done with may be gone by that.
    ;(all.find(({ dataset }) => dataset['key'] === held) ?? all[0])?.focus()
  }

  function places(of: 'node' | 'edge', id: string, list: readonly Place[]): HTMLElement | null {
    return part(
      'In the code',
      list.map(({ role, at, words }, index) => [
        element('span', { class: 'role' }, role),
        ' ',
        link(`${id} ${role} ${at}`, at, `Open ${at}`, () => open(of, id, index)),
        words === '' ? '' : element('span', { class: 'quiet' }, ` ${words}`),
      ]),
    )
  }

  function ways(title: string, of: readonly PlacedEdge[], end: 'from' | 'to'): HTMLElement | null {
    return part(
      title,
      of.map((edge) => [
        link(`${edge.id} ${end}`, node(edge[end])?.title ?? edge[end], 'Show', () => select({ of: 'node', id: edge[end] })),
        ' ',
        edge.facts.length === 0 && edge.places.length === 0
          ? ''
          : link(
              `${edge.id} way`,
              edge.text.replace('↻', 'cycle') || (edge.marks.includes('match') ? 'may be' : 'at once'),
              edge.label,
              () => select({ of: 'edge', id: edge.id }),
              'way-link',
            ),
      ]),
    )
  }

  return {
    element: strip,
    showNode: ({ id, shape, title, subtitle, facts, places: list }) => {
      const own = [...edges()]
      const actions = [
        ...(id === middle() ? [] : [action('Focus', () => focus(id))]),
        ...(shape === 'event' ? [action('Simulate…', () => simulate(id))] : []),
      ]
      show(title, subtitle, actions, [
        places('node', id, list),
        ways(
          'From',
          own.filter(({ to }) => to === id),
          'from',
        ),
        ways(
          'Leads to',
          own.filter(({ from }) => from === id),
          'to',
        ),
        part(
          'Notes',
          facts.map((fact) => [fact]),
        ),
      ])
    },
    showEdge: ({ id, from, to, text, facts, places: list }) => {
      const ends = `${node(from)?.title ?? from} → ${node(to)?.title ?? to}`
      show(
        ends,
        text,
        [],
        [
          places('edge', id, list),
          part(
            'Notes',
            facts.map((fact) => [fact]),
          ),
        ],
      )
    },
    hide: () => {
      strip.hidden = true
    },
    enter: () => strip.querySelector<HTMLElement>('.link')?.focus(),
  }
}

const MOST_LISTED = 200

function part(title: string, items: readonly (readonly (Node | string)[])[]): HTMLElement | null {
  if (items.length === 0) return null
  const more = items.length - MOST_LISTED
  return element(
    'div',
    { class: 'part' },
    element('h3', {}, title),
    element(
      'ul',
      {},
      ...items.slice(0, MOST_LISTED).map((item) => element('li', {}, ...item)),
      more > 0 ? element('li', { class: 'quiet' }, `${formatNumber(more)} more`) : null,
    ),
  )
}

/** What leads on; `key` tells it apart from others. */
function link(key: string, text: string, title: string, act: () => void, className = ''): HTMLElement {
  return button(text, { class: `link ${className}`, title, 'data-key': key }, act)
}

function action(text: string, act: () => void): HTMLElement {
  return button(text, { class: 'text', 'data-key': text }, act)
}
