/** Whether a noun is of many: `Instances`, `Apis`, not `Status`, `Analysis` or `Address`. */
export function isPlural(noun: string): boolean {
  return /apis$/i.test(noun) || (/s$/i.test(noun) && !/(ss|us|is|as)$/i.test(noun));
}

/** One of many: `Policies` -> `Policy`, `Addresses` -> `Address`, `Indices` -> `Index`, `Status` as it is. */
export function singular(noun: string): string {
  const irregular = noun
    .replace(/([Ii])ndices$/, '$1ndex')
    .replace(/([Mm])atrices$/, '$1atrix')
    .replace(/([Aa])nalyses$/, '$1nalysis')
    .replace(/([Aa])liases$/, '$1lias')
    .replace(/([Cc])aches$/, '$1ache')
    .replace(/([Ss])tatuses$/, '$1tatus')
    .replace(/([Bb])uses$/, '$1us')
    .replace(/([Ll])enses$/, '$1ens')
    .replace(/([Ss])chemata$/, '$1chema');
  if (irregular !== noun) return irregular;
  if (/[^aeiou]ies$/i.test(noun)) return noun.replace(/ies$/i, 'y');
  if (/(ss|x|z|ch|sh)es$/i.test(noun)) return noun.replace(/es$/i, '');
  return isPlural(noun) ? noun.slice(0, -1) : noun;
}
