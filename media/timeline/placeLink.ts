import { place } from '../../src/words/place'
import type { Site } from '../../src/model/site'
import type { SiteTarget } from '../../src/model/timelineProtocol'
import { button } from '../common/button'
import { element } from '../common/element'

/** Makes what stands for a place in the source; null when the place is not known. */
export type PlaceLink = (site: Site | null, target: SiteTarget) => HTMLElement | null

/** Links that ask `open` to go there, or plain text when nothing can. */
export function placeLinks(open: ((target: SiteTarget) => void) | null): PlaceLink {
  return (site, target) => {
    if (site === null) return null
    const text = place(site)
    if (open === null) return element('span', { class: 'place' }, text)
    return button(text, { class: 'link place', title: `Open ${text}` }, () => open(target))
  }
}
