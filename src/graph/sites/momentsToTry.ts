/** Moments to try a delay at: they differ in the length of the month and of the year. */
export const momentsToTry = [Date.UTC(2024, 0, 1), Date.UTC(2025, 1, 1), Date.UTC(2025, 3, 1)]
