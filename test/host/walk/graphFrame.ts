import type { Frame } from 'playwright-core'
import { until } from '../suite/until'
import type { Editor } from './openEditors'

/** The page of the graph, once it is there. */
export async function graphFrame({ page }: Editor): Promise<Frame> {
  return until(
    'the graph page',
    async () => {
      for (const frame of page.frames())
        if (
          (await frame
            .getByRole('heading', { name: 'Event graph' })
            .count()
            .catch(() => 0)) > 0
        )
          return frame
      return null
    },
    (frame) => frame !== null,
  ) as Promise<Frame>
}
