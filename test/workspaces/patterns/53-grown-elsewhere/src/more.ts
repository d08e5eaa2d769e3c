import * as lists from './lists'

lists.users.push('user.banned')

export function register(name: string): void {
  lists.late.push(name)
}
register('late.first')
