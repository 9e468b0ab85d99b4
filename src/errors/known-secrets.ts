/** Credentials are made anew every hour: a process that serves many accounts for days keeps the last of them. */
const most = 2_000;
/** Shorter texts are none of AWS's secrets, and may be words. */
const shortest = 9;
const known = new Set<string>();

/** Takes note of a secret that the process was given or found: no error tells it from then on. */
export function keepSecret(secret: string | undefined): void {
  if (secret === undefined || secret.length < shortest) return;
  known.delete(secret);
  known.add(secret);
  for (const oldest of known) {
    if (known.size <= most) break;
    known.delete(oldest);
  }
}

/** A text with `***` in place of every secret that is known. */
export function withoutKnownSecrets(text: string): string {
  let shown = text;
  for (const secret of known) if (shown.includes(secret)) shown = shown.replaceAll(secret, '***');
  return shown;
}
