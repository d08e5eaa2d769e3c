export const topics = { mail: ['mail.sent'] }
export const users = ['user.joined']
export const orders = ['order.placed']
export const late: string[] = []
