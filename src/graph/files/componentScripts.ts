/** Whether a file holds scripts among markup: Astro, Svelte, Vue. */
export function isComponent(path: string): boolean {
  return /\.(?:astro|svelte|vue)$/.test(path)
}

/** A comment of the markup; the front matter of Astro, which alone begins a file so; a script. */
const parts = /<!--[\s\S]*?-->|^\s*---\r?\n([\s\S]*?)\r?\n---|<script\b[^>]*>([\s\S]*?)<\/script\s*>/g

/** The scripts of a component file where they stand, with spaces in place of all else: of Astro the front matter, where it has one. Expressions of the markup are none. */
export function componentScripts(text: string): string {
  let scripts = ''
  for (const { 0: part, 1: frontMatter, 2: script, index } of text.matchAll(parts)) {
    const code = frontMatter ?? script
    if (code === undefined) continue
    const start = index + part.indexOf(code, frontMatter === undefined ? part.indexOf('>') : part.indexOf('---') + 3)
    scripts += blank(text.slice(scripts.length, start)) + code
    // The scripts beside that of Astro are modules of their own, for the browser.
    if (frontMatter !== undefined) break
  }
  return scripts + blank(text.slice(scripts.length))
}

/** As long, on as many lines. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}
