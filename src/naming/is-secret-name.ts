/**
 * Whether a text of such a name is a secret, by its name alone: the catalog knows what AWS never tells again only where AWS's
 * schema archive was loaded, and models mark no more than some.
 */
export function isSecretName(name: string): boolean {
  return /(pass(word|phrase|code)|secret(key|string|value|binary)?|privatekey|credentials?|(auth|access|bearer|api)(token|key))$/.test(
    name.replace(/[-_\s@]/g, '').toLowerCase(),
  );
}
