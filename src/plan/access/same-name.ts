/** Whether two names of parameters or columns are the same: SQL knows no case. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
