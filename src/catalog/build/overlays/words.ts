/** The words of a text: a list that reads better in a few lines than one to a line. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
