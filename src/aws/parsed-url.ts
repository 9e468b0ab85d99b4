/** Addresses that requests go to again and again. */
const parsed = new Map<string, URL>();
const maximumKept = 1_000;

/** An address taken apart, once. Throws for what is no address. */
export function parsedUrl(address: string): Readonly<Pick<URL, 'host' | 'hostname' | 'pathname' | 'protocol'>> {
  const known = parsed.get(address);
  if (known !== undefined) return known;
  const url = new URL(address);
  if (parsed.size >= maximumKept) parsed.clear();
  parsed.set(address, url);
  return url;
}
