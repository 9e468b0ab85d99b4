/** How many resources one statement changes unasked where nobody says another number. */
export const usualMaxChanges = 50;
