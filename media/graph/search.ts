import type { PictureFrame } from '../../src/model/graphPageProtocol'
import { element } from '../common/element'

type Name = PictureFrame['names'][number]

export interface Search {
  readonly element: HTMLElement
  /** What can be found. */
  show(names: readonly Name[]): void
  /** Brings the keyboard to the field, all of what it holds selected. */
  enter(): void
}

export interface SearchActions {
  /** What fits, while something is searched; null when nothing is. */
  readonly match: (ids: ReadonlySet<string> | null) => void
  /** Goes to what was chosen, be it drawn or not. */
  readonly choose: (id: string) => void
  /** Gives the keyboard back, to what was chosen last. */
  readonly leave: (id: string | null) => void
}

const MOST_LISTED = 12

/** A field that steps back what does not fit as one types, with a list of what does; Enter goes from one to the next. */
export function createSearch({ match, choose, leave }: SearchActions): Search {
  const field = element('input', {
    type: 'text',
    placeholder: 'Search',
    title: 'Search (Ctrl+F or /)',
    role: 'combobox',
    'aria-label': 'Search the graph',
    'aria-expanded': 'false',
    'aria-controls': 'found',
    'aria-autocomplete': 'list',
    spellcheck: 'false',
    autocomplete: 'off',
  })
  const list = element('ul', { id: 'found', class: 'found', role: 'listbox', 'aria-label': 'Found', hidden: '' })
  const none = element('p', { class: 'found', role: 'status', hidden: '' })
  const box = element('div', { class: 'search' }, field, list, none)
  let names: readonly Name[] = []
  let found: readonly Name[] = []
  let active = -1
  let chosen: string | null = null

  function find(): void {
    const text = field.value.trim().toLowerCase()
    found = text === '' ? [] : names.filter(({ name }) => name.toLowerCase().includes(text)).sort(byStart(text))
    active = -1
    match(text === '' ? null : new Set(found.map(({ id }) => id)))
    none.textContent = text !== '' && found.length === 0 ? `No name has “${field.value.trim()}” in it.` : ''
    list.replaceChildren(
      ...found.slice(0, MOST_LISTED).map(({ id, name, kind }, index) => {
        const option = element(
          'li',
          { role: 'option', id: `found${index}`, 'aria-selected': 'false', 'data-id': id, title: name },
          element('span', { class: 'name' }, name),
          element('span', { class: 'quiet' }, kind),
        )
        return option
      }),
      ...(found.length > MOST_LISTED
        ? [element('li', { class: 'quiet more', role: 'presentation' }, `${found.length - MOST_LISTED} more`)]
        : []),
    )
    open(document.activeElement === field)
  }

  function open(isOpen: boolean): void {
    list.hidden = !isOpen || found.length === 0
    none.hidden = !isOpen || none.textContent === ''
    field.setAttribute('aria-expanded', String(!list.hidden))
  }

  function goTo(index: number): void {
    const count = Math.min(found.length, MOST_LISTED)
    if (count === 0) return
    active = (index + count) % count
    for (const [at, option] of [...list.querySelectorAll('[role=option]')].entries()) {
      option.setAttribute('aria-selected', String(at === active))
      if (at === active) option.scrollIntoView({ block: 'nearest' })
    }
    field.setAttribute('aria-activedescendant', `found${active}`)
  }

  function take(index: number): void {
    const one = found[index]
    if (one === undefined) return
    chosen = one.id
    choose(one.id)
  }

  field.addEventListener('input', find)
  field.addEventListener('focus', () => open(true))
  field.addEventListener('blur', () => open(false))
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') goTo(active + 1)
    else if (event.key === 'ArrowUp') goTo(active - 1)
    else if (event.key === 'Enter') {
      // Again and again: from one to the next.
      if (active < 0 || found[active]?.id === chosen) goTo(active + (event.shiftKey ? -1 : 1))
      take(active)
    } else if (event.key === 'Escape') {
      field.value = ''
      find()
      leave(chosen)
    } else return
    event.preventDefault()
  })
  // Before the field loses the keyboard, which would close the list.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault()
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
    if (option === null) return
    goTo([...list.children].indexOf(option))
    take(active)
    open(false)
  })

  return {
    element: box,
    show: (next) => {
      names = next
      if (field.value !== '') find()
    },
    enter: () => field.select(),
  }
}

/** Names that begin with the text first, then the shorter. */
function byStart(text: string): (a: Name, b: Name) => number {
  const rank = ({ name }: Name): number => (name.toLowerCase().startsWith(text) ? 0 : 1)
  return (a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1)
}
