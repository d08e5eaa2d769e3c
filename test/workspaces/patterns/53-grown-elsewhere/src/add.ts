export function add(to: string[], name: string): void {
  to.push(name)
}
