import { scalarMacro } from './macro.ts';

const octet = (place: number): string =>
  `coalesce(nullif(split_part(split_part(a, '/', 1), '.', ${place}), ''), '0')::UTINYINT::BIGINT`;

const within = (inner: string, outer: string, compare: string): string =>
  `masklen(${inner}) ${compare} masklen(${outer}) AND skyql_network(${inner}, masklen(${outer})) = skyql_network(${outer}, masklen(${outer}))`;

const shorter = 'least(masklen(a), masklen(b))';

const parts = ['host', 'network', 'broadcast', 'netmask', 'hostmask'];

/** PostgreSQL's functions of addresses, masklen, and its operators of networks, of addresses of version 4, which are texts here. */
export const networkMacros: readonly string[] = [
  scalarMacro('masklen', [
    'address',
    `CASE WHEN address IS NOT NULL THEN coalesce(TRY_CAST(nullif(split_part(address::VARCHAR, '/', 2), '') AS INTEGER), CASE WHEN contains(address::VARCHAR, ':') THEN 128 ELSE 32 END) END`,
  ]),
  ...parts.map((part) => scalarMacro(part, ['address', `skyql_network_part(address::VARCHAR, '${part}')`])),
  scalarMacro('family', ['address', "skyql_network_part(address::VARCHAR, 'family')::INTEGER"]),
  scalarMacro('set_masklen', ['address, bits', 'skyql_mask_length(address::VARCHAR, bits::VARCHAR)']),
  scalarMacro('skyql_network', [
    'a, bits',
    `CASE WHEN a IS NULL THEN NULL WHEN NOT regexp_full_match(a, '\\d{1,3}(\\.\\d{1,3}){3}|\\d{1,3}(\\.\\d{1,3}){0,3}/\\d{1,2}') OR masklen(a) > 32 ` +
      `THEN error(concat('"', a, '" is no IPv4 address or network, which alone <<, <<=, >>, >>= and && compare.')) ` +
      `ELSE (${octet(1)} * 16777216 + ${octet(2)} * 65536 + ${octet(3)} * 256 + ${octet(4)}) >> (32 - bits) END`,
  ]),
  scalarMacro('~<<', ['a, b', within('a', 'b', '>')]),
  scalarMacro('~<<=', ['a, b', within('a', 'b', '>=')]),
  scalarMacro('~>>', ['a, b', within('b', 'a', '>')]),
  scalarMacro('~>>=', ['a, b', within('b', 'a', '>=')]),
  scalarMacro('~&&', ['a, b', `skyql_network(a, ${shorter}) = skyql_network(b, ${shorter})`]),
];
