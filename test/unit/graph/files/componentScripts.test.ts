import assert from 'node:assert/strict'
import fc from 'fast-check'
import { componentScripts } from '../../../../src/graph/files/componentScripts'

describe('the scripts of a component file', () => {
  it('stand where they stood, and all else is white space', () => {
    assert.equal(
      componentScripts('<p>a</p>\n<script lang="ts">\nb()\n</script>\n<i/>'),
      `${' '.repeat(8)}\n${' '.repeat(18)}\nb()\n${' '.repeat(9)}\n    `,
    )
  })

  it('are the front matter alone of Astro, whose scripts are modules of their own, for the browser', () => {
    assert.equal(componentScripts('---\na()\n---\n<p/>\n<script>b()</script>').replace(/[^\S\n]+/g, ''), '\na()\n\n\n')
  })

  it('are not what a comment of the markup holds', () => {
    assert.equal(componentScripts('<!-- <script>a()</script> -->').trim(), '')
  })

  it('keep every position, whatever the text', () => {
    const piece = fc.constantFrom('<script>', '</script>', '---', '\n', '\r\n', '<!--', '-->', 'x', '<script setup lang="ts">', '>')
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const scripts = componentScripts(text)
          assert.equal(scripts.length, text.length)
          for (const [index, letter] of [...scripts].entries()) assert.ok(letter === ' ' || letter === text[index])
        },
      ),
    )
  })
})
