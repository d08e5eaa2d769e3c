import type { Point } from '../../src/model/graphPageProtocol'
import type { Viewport } from './viewport'

/** Of a pinch or of a wheel with Ctrl, by a unit of its delta. */
const WHEEL_ZOOM = 0.01

/** Moves and scales what the stage shows by wheel, pinch and drag. */
export function moveByPointer(stage: HTMLElement, viewport: Viewport): void {
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      if (event.ctrlKey || event.metaKey) {
        const change = Math.max(-40, Math.min(40, event.deltaY * unit))
        viewport.zoom(Math.exp(-change * WHEEL_ZOOM), { x: event.clientX - viewport.room.x, y: event.clientY - viewport.room.y })
      } else if (event.shiftKey && event.deltaX === 0) viewport.pan(-event.deltaY * unit, 0)
      else viewport.pan(-event.deltaX * unit, -event.deltaY * unit)
    },
    { passive: false },
  )

  let grip: Point | null = null
  stage.addEventListener('pointerdown', (event) => {
    if (event.button > 1 || (event.button === 0 && event.target instanceof Element && event.target.closest('.node, .edge') !== null)) return
    grip = { x: event.clientX, y: event.clientY }
    stage.setPointerCapture(event.pointerId)
    stage.classList.add('held')
  })
  stage.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (grip === null) return
    viewport.pan(clientX - grip.x, clientY - grip.y)
    grip = { x: clientX, y: clientY }
  })
  const release = (): void => {
    grip = null
    stage.classList.remove('held')
  }
  stage.addEventListener('pointerup', release)
  stage.addEventListener('pointercancel', release)
}
