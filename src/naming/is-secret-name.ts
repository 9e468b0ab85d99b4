/**
 * Whether a text of such a name is a secret, by its name alone: schemas and models mark some, and environment variables and the like
 * nobody.
 */
export function isSecretName(name: string): boolean {
  return /(pass(word|phrase|code)|secret(key|string|value|binary)?|privatekey|credentials?|(auth|access|bearer|api)(token|key))$/.test(
    name.replace(/[-_\s@]/g, '').toLowerCase(),
  );
}
