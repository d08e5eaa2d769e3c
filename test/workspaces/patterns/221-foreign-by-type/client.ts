export { MailClient } from '@mails/client'
