/** In a column's path, between a row's own member and the member of the input that the column is where the row says nothing. */
export const toldOrAsked = ' ?? $input.';
