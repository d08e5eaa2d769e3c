export interface Card {
  number: string
  /** Last month of validity, such as 2027-04. */
  expires: string
}

export class CardDeclined extends Error {
  override name = 'CardDeclined'
}

/** Stands for the bank: takes a moment, and does not take expired cards. */
export async function charge(card: Card) {
  await new Promise((resolve) => setTimeout(resolve, 250))
  if (card.expires < new Date().toISOString().slice(0, 7)) {
    throw new CardDeclined(`card ending in ${card.number.slice(-4)} expired in ${card.expires}`)
  }
}
