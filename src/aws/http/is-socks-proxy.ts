/** Whether a proxy speaks SOCKS: it passes on whatever comes, encrypted or not. */
export function isSocksProxy({ protocol }: URL): boolean {
  return /^socks(5h?)?:$/.test(protocol);
}
