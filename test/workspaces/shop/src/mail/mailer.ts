import { params } from '@ampt/sdk'

const sender: string = params('MAIL_SENDER') ?? 'shop@example.com'

export async function sendMail(to: string, subject: string) {
  const response = await fetch('https://mail.example.com/v1/send', {
    method: 'POST',
    body: JSON.stringify({ from: sender, to, subject }),
  })
  if (!response.ok) throw new Error(`mail provider answered ${response.status}`)
}
