/** The prefix that the platform stores before a name without a namespace of its own (SDK 1.0.20). */
const CUSTOM = 'custom:'

/** The name as the app knows it: `custom:x` is `x`. */
export function plainName(name: string): string {
  return name.startsWith(CUSTOM) ? name.slice(CUSTOM.length) : name
}

/** The name as the platform stores it: a name without `:` gets `custom:`. */
export function storedName(name: string): string {
  return name.includes(':') ? name : CUSTOM + name
}
