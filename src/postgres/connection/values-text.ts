/** What stands before the values of EXECUTE where they are worked out. */
export const valuesText = 'SELECT ';
