import { element, type Attributes } from './element'

/** A button of a text; what it shows without one, its attributes say. */
export function button(text: string | null, attributes: Attributes, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text)
  made.addEventListener('click', act)
  return made
}

/** A button of an icon, whose title says what it does. */
export function iconButton(icon: string, title: string, act: () => void): HTMLButtonElement {
  return button(null, { class: `codicon codicon-${icon} icon`, title, 'aria-label': title }, act)
}
