// Scripts in the files of Vue, Svelte and Astro are code like any other; their markup is none.
export const PageEvent = { Seen: 'page.seen', Left: 'page.left', Rated: 'page.rated' } as const
